import { fileURLToPath } from "node:url";
import {
  foreignNames,
  globalRefusal,
  importRefusal,
  isProduct,
  mayHoldSql,
  mayReserve,
  memberRefusal,
  packageRefusal,
} from "./boundary_rules.ts";

/** The boundaries of the product in the editor and in `deno lint`; boundaries_test.ts runs the same plugin over the tree. */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SQL_TAG = /(?:^|\.)(?:sql|tx|transaction|pool|connection)$/;

type Context = Deno.lint.RuleContext;

/** Path below the root; a file elsewhere belongs to no part and is left alone. */
function pathOf(context: Context): string {
  const path = context.filename.replaceAll("\\", "/");
  return path.startsWith(ROOT) ? path.slice(ROOT.length) : "";
}

/** A relative import as a path below the root. */
function resolved(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

function checkImport(context: Context, node: Deno.lint.Node, specifier: string): void {
  const from = pathOf(context);
  if (!from) return;
  const message = specifier.startsWith(".")
    ? importRefusal(from, resolved(from, specifier))
    : packageRefusal(from, specifier);
  if (message) context.report({ node, message: `${specifier}: ${message}` });
}

const imports: Deno.lint.Rule = {
  create(context) {
    return {
      ImportDeclaration: (node) => checkImport(context, node, node.source.value),
      ExportAllDeclaration: (node) => checkImport(context, node, node.source.value),
      ExportNamedDeclaration(node) {
        if (node.source) checkImport(context, node, node.source.value);
      },
      ImportExpression(node) {
        if (node.source.type === "Literal" && typeof node.source.value === "string") {
          checkImport(context, node, node.source.value);
        } else if (isProduct(pathOf(context))) {
          context.report({ node, message: "imports are written out, so that a bundle holds all of them" });
        }
      },
    };
  },
};

const sql: Deno.lint.Rule = {
  create(context) {
    const path = pathOf(context);
    return {
      TaggedTemplateExpression(node) {
        if (!SQL_TAG.test(context.sourceCode.getText(node.tag))) return;
        if (!mayHoldSql(path)) return context.report({ node, message: "SQL stands in *_queries.ts" });
        if (!/_queries\.ts$/.test(path)) return;
        const text = context.sourceCode.getText(node.quasi);
        for (const name of foreignNames(path, text)) {
          context.report({
            node,
            message: `${name} belongs to another domain: read its directory view or call its door`,
          });
        }
      },
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
        if (callee.property.name === "unsafe" && isProduct(path)) {
          context.report({ node, message: "SQL is never built from strings" });
        }
      },
    };
  },
};

const runtime: Deno.lint.Rule = {
  create(context) {
    const path = pathOf(context);
    return {
      MemberExpression(node) {
        if (node.property.type !== "Identifier" || node.computed) return;
        const object = context.sourceCode.getText(node.object);
        const message = path && memberRefusal(path, object, node.property.name);
        if (message) context.report({ node, message });
      },
      NewExpression(node) {
        const message = node.callee.type === "Identifier" && globalRefusal(path, node.callee.name);
        if (message) context.report({ node, message });
      },
      Identifier(node) {
        const message = node.name === "Temporal" && globalRefusal(path, node.name);
        if (message) context.report({ node, message });
      },
    };
  },
};

const reserve: Deno.lint.Rule = {
  create(context) {
    const path = pathOf(context);
    return {
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
        const onPool = /(?:^|\.)(?:pool|sql|connection|db)$/.test(context.sourceCode.getText(callee.object));
        if (callee.property.name === "reserve" && onPool && !mayReserve(path)) {
          context.report({ node, message: "only shared/db reserves connections" });
        }
      },
    };
  },
};

const plugin: Deno.lint.Plugin = { name: "boundary", rules: { imports, sql, runtime, reserve } };
export default plugin;
