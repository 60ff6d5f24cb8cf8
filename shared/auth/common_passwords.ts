import { Buffer } from "node:buffer";
import { inflateSync } from "node:zlib";
import { commonPasswordData } from "./common_password_data.ts";

/**
 * Our own addition to the list of leaked passwords: words people build passwords from, English and French, German and Italian,
 * names, clubs, brands, years of habit. Lower case, without the digits and marks that are usually put around them.
 */
const WORDS = `
aaaaaa abc abcabc abcd abcdef abcdefg abcdefgh abigail academia access access14 account action adam adidas admin administrateur
administration administrator adobe adrian adrien africa agent air airborne airforce airplane alabama alain alaska albert alejandra
alejandro alex alexa alexander alexandra alexandre alexia alexis alfred alice alicia aline alison allison allo alpha alyssa amanda
amandine amateur amber amelie america american amore amour amoureuse anaconda anais anakin anderson andre andrea andreas andrew
andy angel angela angelina angels angelo angie animal animals anita anna annabelle annie anonymous anthony antoine antonio apache
apollo apple apples april aquarius archer archie argent ariane arizona arnaud arsenal arthur asdasd asdf asdfasdf asdfgh asdfghj
asdfghjkl asdfjkl ashlee ashley ashton asshole assassin athena athletic atlanta atlantis aurelie aurelien aurora austin
australia avalon avatar avenger azerty azertyuiop azsxdc babe baby babybaby babyboy babydoll babyface babygirl babylon
bachelor backup badboy badass badger badminton bailey balance ballet baller balloon balou bamboo banana bananas bandit banker
barbara barbie barcelona barney baseball basket basketball bastard bastien batman beach beagle bear bears beast beatles beatrice
beautiful beauty beaver bebe becky beer belgique belle benfica benjamin benoit bernard bertrand besiktas bestfriend betty beverly
bichon bigboy bigdaddy bigdick bigdog bigmac bigred bigtits biker bill billabong billy billybob bingo biscuit bisous biteme
bitch bitches black blackbird blackcat blackie blackjack blackmagic blade blaster blessed blessing blink blizzard blonde blondie
blood blossom blowjob blue bluebird blueberry bluesky bluemoon bobby bodybuilder bollocks bond bonjour bonnie bonsoir boobies
boobs booboo boogie booger booty bordeaux boris boss boston boubou bouchon boulette boxer brandon brandy brasil brazil breezy
brenda brendan brian bright britney british bronco broncos brooke brooklyn brother brothers brownie bruce bruno brutus bubba
bubble bubblegum bubbles buddha buddy buffalo buffy bulldog bulldogs bullet bullshit bunny burger buster butter buttercup
butterfly butthead button cachou cactus cadillac caitlin calendar california calimero calvin camaro camera cameron camille
camping canada canard cancer candy cannabis canelle cannelle cannon capital capricorn captain caramel cardinal carla carlos
carmen carole carolina caroline carotte carrefour carrie carter cartman cascade casey casino casper cassandra cassie castle
catalina catch catherine catdog cecile cedric celine celtic center century chacha challenge champ champagne champion champions
chance chanel change changeme channel chantal charles charlie charlotte charly chase chat chaton chatte cheater cheche checkers
cheese cheesecake chelsea cheris cherie cherry cheryl chester chevalier cheval chevrolet chevy chicago chicken chien chiens chiffre
chipie chips chivas chloe chocolat chocolate choice chopper choupette chouchou chris chrissy christ christelle christian christina
christine christmas christophe christopher chuck cinema cinnamon city claire clara clarence claude claudia claudine clemence
clement cleopatra clinton cloclo clover cobra coca cocacola cocaine coco cocotte code coeur coffee colette colin colleen college
colombia colorado columbia company compaq compta computer concorde confidence connect connor consultant control cookie cookies
cooking cool cooper copain copine coquine coralie corentin corinne corvette cosmos cotton coucou couille counter country courage
courtney cowboy cowboys coyote cracker crazy cream creative cricket crimson cristal cristiano cristina croquette crystal cuddles
cupcake current customer cutie cyclone cynthia cyril dad daddy daddysgirl daisy dakota dallas damien dance dancer danger dangerous
daniel daniela danielle danny dante dark darkness darling darwin database dave david dawson daytona death december deborah
default defender delete delfin delphine delta demo demon denis denise dennis denver deftones derek desire desiree destiny detroit
devil dexter diablo diamond diamonds diana diane dickhead diego diesel digital dinosaur direction director dirty discover disney
doctor dodgers doggie doggy dolphin dolphins dominic dominique domino donald donkey doudou douglas download downtown dragon
dragonball dragons dragster dream dreamer dreams driver drummer ducati ducky dude dudley dylan eagle eagles earth easter easy
eclipse eddie edward edwin einstein elefant elephant elise elisabeth elizabeth ella ellen elliot elodie elsa elvis emerald emilie
emily emma emmanuel empire employe england enigma enter enterprise entrance entreprise eric erica erotic escort espagne espoir
estelle estrella eternity etoile eugene europe evelyn evolution excalibur excel extreme fabien fabienne fabrice facebook factory
faith falcon falcons fallen family famille fanny fantasy farmer fashion fatima fatboy february felicia felipe felix fender
fenerbahce fernand fernando ferrari ferret fidelity fifi filles finance fire fireball firefire firefly firefox fireman fish fisher
fishing fitness flamingo flash fleur fleurs flipper flora florence florent florian florida flower flowers fluffy flying foobar
foot football footballer forest forever formula fortuna fortune foufou france francis francisco franck francois francoise
frankie franklin fraise frank fred freddie freddy frederic free freedom freeman freeuser french fresh friday friend friends
friendship frisco froggy fromage front fuck fucker fucking fuckme fuckoff fuckyou fuckyou1 fuzzy gabriel gabriela gabrielle gael
galatasaray galaxy gameboy gamer games gandalf gangsta gangster garage garcia garden garfield gargamel garnet garrett gateway gemini
general generation genesis genius genevieve george georges georgia gerald gerard german germany getmoney ghost giants gibson
gilbert gilles ginger giovanni girl girls giuseppe gizmo gladiator gloria goblue godfather godzilla gold golden goldfish goldie golf
golfer golfing good goodbye goodluck google gordon gorgeous gothic grace gracie grandma granny great greatness green greenday
greens gregoire gregory gremlin grenoble greta griffin grizzly groovy guadeloupe guest guigui guillaume guitar guitare gunner
gunners gustavo gymnast hacker hahaha hailey hallo halloween hamburg hamilton hammer hamster hannah happiness happy harley harmony
harold harrison harry harvey hawaii hawk hawkeye heart hearts heather heaven hector helene helicopter hell hellfire hello
hellokitty helloworld helmut helpme hendrix henry herbert hercules heritage hermes hernandez hershey hiphop history hitman hockey
holiday holland hollister holly hollywood homer honda honey honeybee honeys hooters horizon hornet horny horse horses hotdog hotel
hotmail hotrod hotstuff houston howard hubert hugo hummer hunter hunting hurricane husker iceman icecream iloveu iloveyou
iloveu2 iloveme imagine imperial india indian indiana indigo infinity information informatique inside intel inter internet
intranet ironman isaac isabel isabella isabelle isaiah island israel istanbul italia italy jackass jackie jackson jacob jacques
jaguar jamaica james jamesbond jamie janine january japan jardin jasmin jasmine jason jasper javier jayden jazz jeanne jeff
jeffrey jenifer jenna jennie jennifer jenny jeremie jeremy jerome jerry jessica jessie jesus jesuschrist jetaime jewels jimmy
joanna jocelyn joel johan john johnny johnson jojo joker jonathan jordan joseph josephine joshua josie joyeux juanita juicy jules
julia julian juliana julie julien juliette junior jupiter justice justin justine juventus kangaroo karate karen karim karine karma
katherine kathleen kathryn katie kayla keeper kelly kelsey kenneth kenny kermit kevin keyboard killer kimberly king kingdom kingkong
kings kitkat kitten kittens kitty knight knights kodiak kristen kristin kristina ladybug lakers lalala lambert lancer lapin laptop
larissa laura laure laurence laurent lauren lauriane lawrence leader legend lemon leonard leonardo leopard leslie lestat letmein
letter liberte liberty license lifehack light lighthouse lightning lilian liliane lilly limited lincoln linda linkinpark lionel
lions lionking liquid little liverpool livres lizard loirs lolita lollipop lollol london lonely looking lorena lorenzo loris
lorraine louis louise loulou loulou lovable love lovebug lovelife lovelove lovely loveme lover loverboy lovers loveyou lucas
lucie lucky luckydog luckyone lucille ludovic luna lunatic lynn machine macintosh maddog madison madonna madrid maelle maestro
maggie magic magical magnum maison majestic makaveli malcolm malibu malika mallorca mamaman maman mamie mamour manager
manchester manon manuel manutd marathon marcel marcus margaret margaux margot maria mariah marianne marie marilyn marina marine
mario marion marjorie mark marketing marlboro marley marseille marshall martin martina martine martinique marvin master masters
mathieu mathilde mathis matrix matthew matthieu mature maurice maverick maxence maxime maximus maxwell maya mayday medical megan
melanie melissa mellow melody member memphis mephisto mercedes mercury merlin messi metal metallica mexico miami michael michel
michele micheline michelle michigan mickael mickey microsoft midnight miguel mike milan milano miller millie million minecraft
minette minnie minou miracle mireille mirage miriam misha mishka mission mister misty mitchell mohamed moimeme momo mommy
monalisa monday monday1 money monica monique monkey monkeys monster monsters montagne montana montreal moomoo moon moonlight moose
morgan morgane morpheus morris mother motdepasse motocross motorola mountain mouse moussa mousse movies mozart muffin munchkin
murphy mushroom music musique mustang mustangs mykids myname myriam myself myspace mystery naked napoleon naruto nascar natacha
natalia natalie nathalie nathan nathaniel nature naughty neptune netscape network newcastle newlife newport newuser newyork
nicholas nicolas nicole nightmare nikita ninja nintendo nipple nirvana nissan noelle noemie nokia none nonono nothing
nounours november nugget number nutella oasis obiwan ocean october office oliver olivia olivier online open opensesame optimist
orange oranges oracle orchid orlando oscar otto ouvrir oxford pacific packers paloma pamela panda pandora pantera panther panthers
papa papamaman papillon paradise paradis paris parker parola pascal pascale passe passion passme passport passw passwd passwerd
password passwords passwort patate patches patience patricia patrick patriots paul paula pauline payload peace peaches peanut
peanuts pearljam pedro pegasus penelope penguin penis pentium people pepper peppers perfect personal peter petrus peugeot phantom
philip philippe phillips phoenix phone photo piano picasso pickle pictures pierre pimpin pineapple pink pinky pioneer piolin pirate
pirates pitbull pizza planet platinum player playboy players playstation please poetry point poisson pokemon police polina
pompier pookie popcorn popeye porsche portable portugal positive postal poupee poussin power powers precious predator
premium presario president prestige pretty prince princes princess princesse private professor profile project prosper
public pumpkin puppies puppy purple pussy pussycat puteaux python qazqaz qazwsx qazwsxedc qqqqqq quality queen quentin qwaszx
qwe qweasd qweasdzxc qweqwe qwer qwert qwerty qwertyui qwertyuiop qwertz rabbit racecar rachel racing raider raiders rainbow
rainbows ralph rambo random ranger rangers raphael raptor rascal rasta raven ravens raymond realmadrid reality rebecca rebel
red reddog redhead redskins redsox redwings reggae regine regis remember remote renard renault rene reset restaurant
revolution reynolds ricardo richard ricky riviera robert roberta roberto robin robinson rocket rockstar rocknroll rocky rodrigo roger
roland roller romain romance romane romeo ronald ronaldinho ronaldo rooney root rootroot rosebud roses rosie rossignol roxane
roxy royal ruby rugby runner russell russia ryan sabine sabrina sagitarius saint sakura salut sample samantha sammy
samson samsung samuel sanchez sandra sandrine sandy sapphire sarah sasuke saturn savannah scarface scarlett school science scooby
scoobydoo scooter scorpio scorpion scotland scott scruffy seattle sebastian sebastien secret secrets secure security
september serena serenity serge sergio server service sesame severine sexgod sexy sexybitch sexyboy sexygirl sexymama shadow
shadows shalom shannon shark sharon shawn sheila shelby shelly sherlock sherry shit shithead shopping shorty sierra silver silvia
simba simon simone simple simpson simpsons single skate skater skateboard skittles skywalker slayer slipknot smart smile
smiley smith smokey smooth snake snickers sniper snoopy snow snowball snowboard snowflake snowman snuggles soccer socrates
softball software soldier soleil solene solution something sommeil sonia sonic sophia sophie soulmate source south spanky
sparky spartan special spencer spider spiderman spirit spiritual splash sponge spongebob sport sports spring springer squirrel
stanley star stargate starlight stars starwars station stealth steelers stella stephane stephanie stephen steve steven stewart
stinky strawberry strike student stupid success sucker sugar summer sunday sunflower sunny sunrise sunset sunshine super superman
superstar support surfer surfing susan suzanne sweet sweetheart sweetie sweetness sweetpea sweety swimming swordfish sydney
sylvain sylvester sylvie symphony system tabitha tamere tango tania tanya target tarzan tasha tatiana tattoo taurus taylor teacher
technical tecktonik teddy teddybear teens telephone temp temporaire temporary tennis teresa terminal terminator test tester testing
testtest texas thanks thebest thedog theking theman theresa thierry thomas thunder thunderbird thursday thuglife tiffany tiger
tigers tigger timothy tinker tinkerbell titanic titi titou titouan tititi tokiohotel tommy toor topgun tornado toronto
tottenham toulouse tournesol toyota tracey tractor travail travel travis treasure trevor tricia trinity tristan trouble
truelove trustno trustnoone tuesday turtle tweety twilight twinkle twitter undertaker unicorn united universal universe unknown upload
user username vacances vacation vagina valentin valentina valentine valerie vampire vanessa vanille vegeta velvet venise venus
veronica veronique vertigo vfhbyf vicky victor victoire victoria victory video viking vikings vincent violet violette virginia
virginie virtual virus vision viviane volcano volley volleyball voiture voyage voyager walker wallace walter warcraft warrior
warriors watermelon weasel webmaster wednesday weekend welcome welcomehome wesley western whatever whatsup whiskey white
whitney wicked wilfried wildcat wildcats william williams willie willow wilson windows windsurf winner winnie winston winter wisdom
wizard wolf wolfgang wolverine wolves wonder wonderful woofwoof word working world wrestling writer xavier xxxxxx yamaha
yankee yankees yannick yellow yesterday yolande young yvonne yuliya zachary zebra zenith zeppelin zidane zoulou zxcvb zxcvbn zxcvbnm
bienvenue bonneannee chaussette comptable comptabilite comptoir direction entretien facture fournisseur garagiste gestion hiver
hopital informatik isere janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi
vendredi samedi dimanche printemps automne mecanique mutuelle notaire patron plombier responsable secretaire societe stagiaire suisse
geneve lausanne lyon lille nantes nice strasbourg zurich bern basel schweiz deutschland berlin hallo passwort willkommen sommer
fruhling herbst montag dienstag mittwoch donnerstag freitag samstag sonntag schatz liebe fussball benvenuto ciao juve roma napoli
`;

/** Whole passwords in use that would lose their point without their digits. */
const WHOLE = `
0000 000000 00000000 0123456789 1111 111111 11111111 112233 121212 123123 123321 1234 12345 123456 1234567 12345678 123456789 1234567890
1234qwer 123abc 123qwe 131313 159753 1q2w3e 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 222222 2wsx3edc 3rjs1la7qe 555555 654321 666666
696969 777777 789456123 888888 987654321 999999 a1b2c3 a1b2c3d4 abc123 abcd1234 aa123456 admin123 asd123 p@ssw0rd pa55word passw0rd
q1w2e3r4 q1w2e3r4t5 qwe123 qwer1234 zaq12wsx zaq1zaq1 azerty123 1q2w3e4r5t6y letmein1 welcome1 monkey1
`;

let unpacked: Set<string> | undefined;

/** The leaked passwords and our own words; unpacked when the first password is judged, some 10 ms, and kept. */
function commonPasswords(): Set<string> {
  const leaked = () => inflateSync(Buffer.from(commonPasswordData, "base64")).toString("utf8").split("\n");
  return unpacked ??= new Set([...leaked(), ...`${WORDS} ${WHOLE}`.split(/\s+/).filter(Boolean)]);
}

/** Letters that people replace by the digit or mark that looks like them. */
const LOOKALIKES: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  "$": "s",
  "!": "i",
  "€": "e",
};

/**
 * True for a password of the list, also when it is dressed up: with digits and marks around it (`Summer2026!`), with letters
 * replaced by what looks like them (`P@ssw0rd`), in any case.
 */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase();
  const bare = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const common = commonPasswords();
  return [lower, bare, asLetters(lower), asLetters(bare), strippedAfterReading(lower)].some((form) => common.has(form));
}

function asLetters(text: string): string {
  return text.replace(/[01345678@$!€]/g, (mark) => LOOKALIKES[mark] ?? mark);
}

/** `P@ssw0rd2026!`: the ending goes first, what is left inside is read as letters. */
function strippedAfterReading(lower: string): string {
  return asLetters(lower.replace(/[^\p{L}@$]+$/u, "").replace(/^[^\p{L}@$]+/u, ""));
}
