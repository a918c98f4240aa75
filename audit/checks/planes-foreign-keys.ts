import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import { groupOf } from "../groups.ts";

/** Foreign keys that lead from one group of tables to another. */
export const planesForeignKeys = defineCheck({
  id: "planes/foreign-keys",
  asks: "no foreign key, view or query of the database's own leads from one plane to another",
  needs: ["database"],
  async run({ database }) {
    const keys = await database.rows<{ name: string; source: string; target: string }>(
      `select k.conname::text as name, sn.nspname || '.' || s.relname as source, tn.nspname || '.' || t.relname as target
       from pg_constraint k join pg_class s on s.oid = k.conrelid join pg_namespace sn on sn.oid = s.relnamespace
       join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace where k.contype = 'f'`,
    );
    // A view over two planes is a join that only waits for somebody to read it.
    const views = await database.rows<{ name: string; target: string }>(
      `select distinct vn.nspname || '.' || v.relname as name, n.nspname || '.' || c.relname as target
       from pg_rewrite r join pg_class v on v.oid = r.ev_class join pg_namespace vn on vn.oid = v.relnamespace
       join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
       join pg_class c on c.oid = d.refobjid join pg_namespace n on n.oid = c.relnamespace
       where c.oid <> v.oid and vn.nspname not in ('pg_catalog', 'information_schema')`,
    );
    const found = keys
      .filter(({ source, target }) => groupOf(source) !== groupOf(target))
      .map(({ name, source, target }): Found => joined(`foreign key ${name}`, `It leads from ${source} to ${target}.`));
    const targets = new Map<string, Set<string>>();
    for (const { name, target } of views) {
      const group = groupOf(target);
      if (group !== null) targets.set(name, (targets.get(name) ?? new Set()).add(group));
    }
    for (const [name, groups] of targets) {
      if (groups.size > 1) found.push(joined(`view ${name}`, `It reads from ${[...groups].join(" and ")}.`));
    }
    return found;
  },
});

function joined(where: string, evidence: string): Found {
  return {
    severity: "critical",
    where,
    evidence,
    means: "Whoever reads the database knows which rows of two planes belong to one person.",
    remedy: "Drop it, with the columns that it joins by.",
  };
}
