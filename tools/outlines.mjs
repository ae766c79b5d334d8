// Country outlines for the map: world-atlas (Natural Earth 1:50m, public domain) -> one C++ source.
//   node tools/outlines.mjs <countries-50m.json> <out.cc>
// Rings are rounded to 0.01 degree and follow each other flat (even-odd filling makes holes of the
// inner ones). Countries are sorted by ISO 3166-1 numeric code, then name; those without a code of
// their own in the data have "". Same input, same bytes.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = join(dirname(fileURLToPath(import.meta.url)), "..", "web", "package.json");
const { feature, mergeArcs } = createRequire(web)("topojson-client");

const morocco = "504";
const western_sahara = "732";
const northern_border = 27 + 40 / 60; // of Western Sahara

const [, , source, target] = process.argv;
if (!source || !target) {
  console.error("usage: node tools/outlines.mjs <countries-50m.json> <out.cc>");
  process.exit(2);
}

const { version } = JSON.parse(readFileSync(join(dirname(source), "package.json"), "utf8"));
const topology = JSON.parse(readFileSync(source, "utf8"));
restore_western_sahara(topology.objects.countries.geometries);
const { features } = feature(topology, topology.objects.countries);

/** Natural Earth divides Western Sahara along the sand berm and gives the west to Morocco. The United
 *  Nations list it undivided (a Non-Self-Governing Territory); its northern border is the parallel
 *  27 degrees 40 minutes. So both are joined here, and cut at that parallel below. */
function restore_western_sahara(geometries) {
  const parts = geometries.filter(({ id }) => id === morocco || id === western_sahara);
  if (parts.length !== 2) throw new Error("world-atlas no longer has Morocco and Western Sahara");
  const { type, arcs } = mergeArcs(topology, parts);
  for (const part of parts) Object.assign(part, { type, arcs });
  parts.find(({ id }) => id === western_sahara).properties.name = "Western Sahara";
}

/** The part of `ring` on the wanted side of a parallel (Sutherland-Hodgman, one edge). */
function cut_at_parallel(ring, parallel, keeps_north) {
  const swapped = ring.map(([lon, lat]) => [lat, lon]);
  return clipped(swapped, parallel, !keeps_north).map(([lat, lon]) => [lon, lat]);
}

/** What of `ring` lies on the wanted side of the meridian `edge` (Sutherland-Hodgman, one edge). */
function clipped(ring, edge, keeps_west) {
  const inside = ([lon]) => (keeps_west ? lon <= edge : lon >= edge);
  const kept = [];
  for (let i = 0; i + 1 < ring.length; ++i) {
    const [a, b] = [ring[i], ring[i + 1]];
    if (inside(a)) kept.push(a);
    if (inside(a) !== inside(b)) {
      kept.push([edge, a[1] + ((edge - a[0]) / (b[0] - a[0])) * (b[1] - a[1])]);
    }
  }
  if (kept.length > 0) kept.push(kept[0]);
  return kept;
}

/** The parts of a ring between longitudes -180 and 180. world-atlas joins rings across the
 *  antimeridian (for drawing on a sphere); on a flat map they would run right across it. */
function cut_at_antimeridian(ring) {
  const flat = [ring[0]];
  for (const [lon, lat] of ring.slice(1)) {
    const before = flat[flat.length - 1][0];
    flat.push([lon - 360 * Math.round((lon - before) / 360), lat]);
  }
  const [first, last] = [flat[0][0], flat[flat.length - 1][0]];
  // A ring once round the globe is Antarctica's coast: it goes by way of the pole.
  if (Math.abs(last - first) > 180) flat.push([last, -90], [first, -90], flat[0]);
  const lons = flat.map(([lon]) => lon);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  if (west >= -180 && east <= 180) return [flat];
  const parts = [];
  for (let turn = Math.floor((west + 180) / 360); 360 * turn - 180 < east; ++turn) {
    const strip = clipped(clipped(flat, 360 * turn - 180, false), 360 * turn + 180, true);
    if (strip.length >= 4) parts.push(strip.map(([lon, lat]) => [lon - 360 * turn, lat]));
  }
  return parts;
}

/** Ring at `digits` decimals without neighbours that rounding made equal; it stays closed. */
function rounded(ring, digits) {
  const points = [];
  for (const [lon, lat] of ring) {
    const point = [lon, lat].map((degrees) => Number(degrees.toFixed(digits)) + 0).join(",");
    if (points[points.length - 1] !== point) points.push(point);
  }
  return points;
}

/** All rings of a (multi)polygon, those that vanish at 0.01 degree left out. A country of which
 *  nothing would be left keeps its rings at 0.0001 degree. */
function rings_of(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const all = polygons.flat().flatMap(cut_at_antimeridian);
  const kept = all.map((ring) => rounded(ring, 2)).filter((ring) => ring.length >= 4);
  return kept.length > 0 ? kept : all.map((ring) => rounded(ring, 4));
}

// One entry per code: a dependent reef (036, Ashmore and Cartier) joins the larger of its code.
const countries = [];
for (const { id, properties, geometry } of features) {
  if (id === morocco || id === western_sahara) {
    geometry.coordinates = geometry.coordinates.map((polygon) =>
      polygon
        .map((ring) => cut_at_parallel(ring, northern_border, id === morocco))
        .filter((ring) => ring.length >= 4),
    );
  }
  const rings = rings_of(geometry);
  const points = rings.reduce((sum, ring) => sum + ring.length, 0);
  const twin = id && countries.find((country) => country.iso === id);
  if (twin) {
    if (points > twin.points) Object.assign(twin, { name: properties.name, points });
    twin.rings.push(...rings);
  } else {
    countries.push({ iso: id ?? "", name: properties.name, rings, points });
  }
}
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
countries.sort((a, b) => order(a.iso, b.iso) || order(a.name, b.name));

const out = [
  `// Made by tools/outlines.mjs from world-atlas ${version} (Natural Earth 1:50m, public domain).`,
  '#include "geo/outlines.h"',
  "namespace penholder::internal {",
  "namespace {",
];
let ring_count = 0;
let point_count = 0;
const table = [];
for (const { iso, name, rings } of countries) {
  const first = ring_count;
  for (const ring of rings) {
    const text = ring.map((point) => `{${point}}`).join(",").replace(/(.{1,96},)(?=\{)/g, "$1\n");
    out.push(`constexpr LonLat r${ring_count}[] = {\n${text}};`);
    point_count += ring.length;
    ring_count += 1;
  }
  const names = rings.map((_, i) => `r${first + i}`).join(", ");
  table.push(`constexpr RingView c${table.length}[] = {${names}};`);
}
out.push(...table);
out.push("constexpr Country kCountries[] = {");
countries.forEach(({ iso, name }, i) => {
  out.push(`    {${JSON.stringify(iso)}, ${JSON.stringify(name)}, c${i}},`);
});
out.push("};", "}  // namespace");
out.push("std::span<const Country> outline_table() { return kCountries; }");
out.push("}  // namespace penholder::internal", "");
writeFileSync(target, out.join("\n"));
console.log(`outlines: ${countries.length} countries, ${ring_count} rings, ${point_count} points`);
