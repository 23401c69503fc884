// Generates countries.tsv and us-names.tsv, the tables of io.rollcall.model.place. Its README says where they come from.
//   npm pack cldr-core@48.2.0 cldr-localenames-full@48.2.0 i18n-iso-countries@7.14.0 us-states-normalize@1.0.0
//   for f in *.tgz; do mkdir "${f%%-[0-9]*}" && tar xzf "$f" -C "${f%%-[0-9]*}" --strip-components 1; done
//   git clone https://github.com/countries/countries && git -C countries checkout dd3457313ec60fc6b8a47b6a8b040751e7811b9b
//   git clone https://github.com/datasets/country-codes && git -C country-codes checkout caa72d1e0e5af8876c170bb36a9e4d64a01bba88
//   git clone https://github.com/datasets/population && git -C population checkout 425fc447a53a26c767a15a7de60c4cc2478a0595
//   git clone https://github.com/PPgp/wpp2024 && git -C wpp2024 checkout 2da7768ae64fc74105d3f9e98f9a74d37b62f99a
//   node places.mjs DIRECTORY-OF-ALL-THESE ../src/main/resources/io/rollcall/model/place
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [, , from, to] = process.argv;
const read = (...path) => readFileSync(join(from, ...path), "utf8");
const readJson = (...path) => JSON.parse(read(...path));

const POPULATION_YEAR = "2025";

/** The codes of Kosovo are user-assigned. Most use XKX; CLDR has XKK. */
const ALPHA_3 = { XK: "XKX" };

/** Common names that no source has. */
const FURTHER_NAMES = {
  AE: ["U.A.E."],
  BQ: ["Bonaire"],
  CD: ["Congo-Kinshasa", "DR Congo", "DRC"],
  CG: ["Congo, Republic of the"],
  CN: ["China, People's Republic of", "PRC", "PR China"],
  GB: ["Britain", "Scotland", "Wales", "Northern Ireland", "United Kingdom (UK)"],
  HK: ["Hong Kong SAR"],
  IE: ["Republic of Ireland"],
  KP: ["DPRK", "DPR Korea", "Korea, DPR"],
  KR: ["Korea", "ROK", "R.O. Korea"],
  MK: ["The former Yugoslav Republic of Macedonia"],
  MO: ["Macao SAR"],
  NL: ["Holland"],
  PS: ["Palestinian Territory"],
  SH: ["Saint Helena, Ascension, Tristan da Cunha"],
  TW: ["Taiwan, Republic of China", "Taiwan, China", "Chinese Taipei"],
  US: ["United States (US)", "United States of America (USA)"],
  VA: ["Vatican", "Vatican City State"],
};

/** Names of states that the source does not have, or not as a name of the United States alone. */
const FURTHER_STATE_NAMES = { KS: ["Kan."], VI: ["Virgin Islands"] };

/** As PlaceNames folds them. */
const fold = (name) =>
  name
    .replace(/^the /i, "")
    .normalize("NFD")
    .replaceAll("&", " and ")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}/]|\p{Lm}/gu, "");

const cldr = readJson("cldr-localenames-full", "main/en/territories.json").main.en.localeDisplayNames.territories;
const iso = readJson("i18n-iso-countries", "codes.json");
const isoNames = readJson("i18n-iso-countries", "langs/en.json").countries;

/** Rows of a file of comma-separated values, each as a map from heading to value. */
function readCsv(...path) {
  const values = [...read(...path).matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g)];
  const lines = [[]];
  for (const [, value, end] of values) {
    lines.at(-1).push(value.replace(/^"(.*)"$/s, "$1").replaceAll('""', '"'));
    if (end !== ",") {
      lines.push([]);
    }
  }
  const [headings, ...filled] = lines.filter((line) => line.length > 1);
  return filled.map((line) => Object.fromEntries(headings.map((heading, i) => [heading, line[i]])));
}

/** What the United Nations call their members, in short and formally. An asterisk there leads to a footnote. */
const unNames = new Map(
  readCsv("country-codes", "data/country-codes.csv").map((row) => [
    row["ISO3166-1-Alpha-2"],
    ["UNTERM English Short", "UNTERM English Formal", "official_name_en"]
      .map((heading) => row[heading].replace("*", "").trim())
      .filter((name) => name !== ""),
  ]),
);

/** What the World Bank calls them, by alpha-3. */
const bankNames = new Map(
  readCsv("population", "data/population.csv").map((row) => [row["Country Code"], row["Country Name"]]),
);

const [header, ...rows] = read("wpp2024", "data-raw/popprojMed.txt")
  .trim()
  .split("\n")
  .map((line) => line.split("\t"));
const inhabitants = new Map(
  rows.map((row) => [row[0], Math.round(Number(row[header.indexOf(POPULATION_YEAR)]) * 1000)]),
);
/** UN DESA has its own number for Kosovo. */
const unNumber = (alpha2, numeric) => (alpha2 === "XK" ? "412" : String(Number(numeric)));

/** The names in a country's file of the gem: ISO's, and others in several languages. */
function gemNames(alpha2) {
  if (alpha2 === "XK") {
    return [[], []];
  }
  const lines = read("countries", `lib/countries/data/countries/${alpha2}.yaml`).split("\n");
  const unquoted = (text) => text.trim().replace(/^(["'])(.*)\1$/, "$2");
  const ofIso = lines
    .filter((line) => /^ {2}iso_(short|long)_name/.test(line))
    .map((line) => line.replace(/^[^:]*:/, ""));
  const start = lines.findIndex((line) => line.startsWith("  unofficial_names:")) + 1;
  const length = lines.slice(start).findIndex((line) => !line.startsWith("  - "));
  const others = start === 0 ? [] : lines.slice(start, start + length).map((line) => line.slice(4));
  return [ofIso.map(unquoted), others.map(unquoted)];
}

const territoryInfo = readJson("cldr-core", "supplemental/territoryInfo.json").supplemental.territoryInfo;

/** What a country is called in its official languages. */
function ownNames(alpha2) {
  const languages = Object.entries(territoryInfo[alpha2]?.languagePopulation ?? {})
    .filter(([, { _officialStatus: status }]) => status !== undefined)
    .map(([language]) => language.replace("_", "-"));
  return languages
    .filter((language) => existsSync(join(from, "cldr-localenames-full/main", language, "territories.json")))
    .map((language) => {
      const file = readJson("cldr-localenames-full/main", language, "territories.json");
      return file.main[language].localeDisplayNames.territories[alpha2];
    })
    .filter((name) => name !== undefined && name !== alpha2);
}

/** All names of a country, in groups: where two countries have a name, the earlier group has it. */
function nameGroups(alpha2, alpha3) {
  const alternates = Object.keys(cldr).filter((key) => key.startsWith(`${alpha2}-alt-`));
  const [ofIso, others] = gemNames(alpha2);
  return [
    [cldr[alpha2]],
    alternates.map((key) => cldr[key]),
    ofIso,
    [isoNames[alpha2] ?? []].flat(),
    unNames.get(alpha2) ?? [],
    [bankNames.get(alpha3) ?? []].flat(),
    others,
    ownNames(alpha2),
    FURTHER_NAMES[alpha2] ?? [],
  ].map((group) => group.flatMap((name) => [name, ...variants(name)]));
}

/** With the saints written out, or not, and the point of the compass as a letter. */
function variants(name) {
  const saints = /\bSt\. /.test(name) ? name.replace("St. ", "Saint ") : name.replace(/\bSaint /, "St. ");
  return [saints, ...initials(name)];
}

/** "N. Carolina" for North Carolina, and whatever else is told apart by such a word. */
function initials(name) {
  return /^(North|South|East|West|New|Rhode) \p{L}+$/u.test(name) ? [name.replace(/^(.)\p{L}+/u, "$1.")] : [];
}

const owners = new Map();
const groupsOf = new Map(iso.map(([alpha2, alpha3]) => [alpha2, nameGroups(alpha2, ALPHA_3[alpha2] ?? alpha3)]));
for (let group = 0; group < [...groupsOf.values()][0].length; group++) {
  const claims = new Map();
  for (const [alpha2, groups] of groupsOf) {
    for (const name of groups[group]) {
      claims.set(fold(name), (claims.get(fold(name)) ?? new Set()).add(alpha2));
    }
  }
  for (const [key, claimants] of claims) {
    if (!owners.has(key)) {
      owners.set(key, claimants.size === 1 ? [...claimants][0] : null);
      if (claimants.size > 1) {
        console.error(`Left out, as more than one country has it: ${key} (${[...claimants].join(", ")})`);
      }
    } else if (!claimants.has(owners.get(key)) || claimants.size > 1) {
      console.error(
        `${key} is ${owners.get(key)}, not ${[...claimants].filter((c) => c !== owners.get(key)).join(", ")}`,
      );
    }
  }
}

const countries = iso
  .map(([alpha2, isoAlpha3, numeric]) => {
    const alpha3 = ALPHA_3[alpha2] ?? isoAlpha3;
    const seen = new Set([fold(cldr[alpha2]), ""]);
    const others = [];
    for (const name of groupsOf.get(alpha2).flat()) {
      const key = fold(name);
      if (!seen.has(key) && owners.get(key) === alpha2) {
        seen.add(key);
        others.push(name);
      }
    }
    if (isoAlpha3 !== alpha3) {
      others.push(isoAlpha3);
    }
    return [alpha2, alpha3, numeric, inhabitants.get(unNumber(alpha2, numeric)) ?? 0, cldr[alpha2], others.join("|")];
  })
  .sort((a, b) => (a[1] < b[1] ? -1 : 1));

const write = (name, heading, table) =>
  writeFileSync(join(to, name), [heading, ...table].map((row) => `${row.join("\t")}\n`).join(""));
write(
  "countries.tsv",
  ["alpha-2", "alpha-3", "numeric", `inhabitants ${POPULATION_YEAR}`, "name", "other names"],
  countries,
);

const regions = {
  ...readJson("us-states-normalize", "jsons/states.json"),
  ...readJson("us-states-normalize", "jsons/territories.json"),
};
write(
  "us-names.tsv",
  ["code", "abbreviations and other names"],
  Object.entries(regions)
    .map(([code, { name: usual, AP, other }]) => {
      // Names without a point are codes of the Coast Guard, or of one letter.
      const abbreviations = [AP, other].flat().filter((name) => name?.includes(".") && fold(name).length > 1);
      const names = [...abbreviations, ...initials(usual), ...(FURTHER_STATE_NAMES[code] ?? [])];
      const byFoldedName = new Map(names.toReversed().map((name) => [fold(name), name]));
      byFoldedName.delete(code);
      return [code, [...byFoldedName.values()].toReversed().join("|")];
    })
    .filter(([, names]) => names !== "")
    .sort(),
);
