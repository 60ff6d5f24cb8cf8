/** Words the bench makes people, firms and addresses of: diverse enough for a fragment of a name to be selective. */

const GIVEN = `Adèle Adrien Agathe Aïcha Alain Albane Alessia Alexis Alice Aline Aloïs Amélie Anaïs André Anouk Antoine
Apolline Armand Arnaud Audrey Aurèle Aurélie Axel Barbara Bastien Béatrice Benoît Bérénice Bernard Bertrand Blaise Brigitte
Bruno Camille Capucine Carole Cédric Céline Chantal Charlotte Chiara Christoph Claire Clément Clotilde Colette Corinne Cyril
Damien Daniela Delphine Denis Didier Dieter Dominique Dorothée Edgar Édith Éléonore Élise Éloïse Emil Emma Enzo Erika Ernst
Esther Étienne Eugénie Fabien Fabrice Fanny Félix Ferdinand Flavia Florence Florian Franck Françoise Frédéric Gaëlle Gaspard
Geneviève Gérard Gilles Giulia Greta Guillaume Hannes Hedwig Heidi Hélène Henri Hervé Hortense Hubert Ines Ingrid Irène Isabelle
Ivan Jacqueline Jean-Luc Jérôme Joël Joséphine Judith Jürg Karim Katharina Kilian Klara Laetitia Lara Laurent Léonie Leyla Lionel
Livia Loïc Lorenzo Louise Luca Lucien Ludivine Madeleine Maël Manon Marcel Margaux Marie-Ève Mathilde Matteo Maxime Mélanie
Michel Mireille Morgane Muriel Nadège Nathan Nicole Noémie Norbert Océane Odile Olivier Oscar Pascale Patrick Pauline Philippe
Pierre Quentin Rachel Raphaël Régine Rémy Renaud Roland Romain Rosalie Ruth Sabine Salomé Sandrine Sébastien Serge Séverine
Simon Solange Sophie Stéphane Sylvain Tanja Thérèse Thibault Timéo Tristan Ursula Valérie Vanessa Véronique Victor Vincent
Violaine Werner Xavier Yannick Yasmine Yves Zoé`.split(/\s+/);

const STARTS =
  `Aeb Amb Andr Aub Bach Bald Barb Baum Bé Berg Berth Blanch Boch Boiss Bonn Bour Brun Buf Cail Carr Cast Chab Chap
Chât Chev Clav Com Cors Cret Cuen Dall Darb Dela Desp Dub Duf Dup Egg Emm Esch Fab Fav Fell Ferr Flück Fleur Fon Fourn Fréh Frey
Gab Gail Gam Gav Genn Gill Gir Goum Grand Grem Gros Guig Gyg Hab Hall Heg Henz Hof Hub Humb Imh Iss Jac Jean Jord Jun Kauf Kel
Kess Kling Koll Kün Labr Lamb Land Lav Leb Lem Leuth Loch Lor Luth Mag Mall Marg Mass Mau Merm Mett Mich Mod Mon Mor Mosch Mül
Neb Nic Nuss Oberl Ods Ott Pach Paq Pell Perr Pfis Pian Pill Poch Pous Prad Quar Rab Ramb Rapp Reg Rich Rob Roch Rog Ross Roul
Ruch Sall Sand Sarr Sav Schal Scher Schmid Seg Sen Sig Soll Stad Stein Tap Tess Thév Thur Tiss Trav Truf Uld Vald Vann Vaud Vern
Vial Vog Vuil Wac Wald Web Wen Wic Wys Zann Zell Zim Zuff Zwah`.split(/\s+/);

const ENDS =
  `and ard aud aux avel az eau el elin emann enaz er eret eron erson et eval ey iat ier iger illard in inet inger isser
iton od oli ollet omaz on onnet ot oud ouvier oz uchet ueli ury y`.split(/\s+/);

const TRADES =
  `Garage Atelier Menuiserie Boulangerie Fiduciaire Imprimerie Carrosserie Cabinet Librairie Pharmacie Brasserie
Électricité Sanitaire Peinture Transport Fromagerie Horlogerie Institut Agence Studio`.split(/\s+/);

const TOWNS =
  `1003 Lausanne|1204 Genève|1700 Fribourg|1950 Sion|2000 Neuchâtel|2502 Bienne|2800 Delémont|1800 Vevey|1400 Yverdon
|1260 Nyon|3011 Bern|4051 Basel|6900 Lugano|8001 Zürich|69001 Lyon|74000 Annecy|25000 Besançon|75011 Paris|38000 Grenoble
|67000 Strasbourg`.replaceAll("\n", "").split("|");

const STREETS = `Rue du Lac|Avenue de la Gare|Chemin des Vignes|Grand-Rue|Rue du Rhône|Route de Berne|Quai des Bergues
|Bahnhofstrasse|Rue de la République|Place du Marché|Chemin du Moulin|Avenue des Alpes`.replaceAll("\n", "").split("|");

export const words = {
  given: GIVEN,
  /** Some nine thousand family names. */
  family: STARTS.flatMap((start) => ENDS.map((end) => start + end)),
  trades: TRADES,
  towns: TOWNS,
  streets: STREETS,
};

const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Fragments people type: four to six letters off the front or the middle of a family name, without accents. */
export function nameFragments(count: number): string[] {
  const names = words.family.map(folded).filter((name) => name.length >= 6);
  // A fixed stride through all names: every run searches for the same, and no two neighbours resemble.
  return Array.from({ length: count }, (_, i) => {
    const name = names[(i * 7919) % names.length];
    const length = 4 + i % 3;
    const from = i % 4 === 3 ? Math.min(1, name.length - length) : 0;
    return name.slice(from, from + length);
  });
}
