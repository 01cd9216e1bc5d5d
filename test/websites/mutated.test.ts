import { noRecords } from '../../core/stages/enrich/providers/website/domain-records';
import { readSite } from '../../core/stages/enrich/providers/website/read-site';
import { pick, type Random, seededRandom } from '../../emulators/websites/random';
import { siteCatalogue } from '../../emulators/websites/site-catalogue';

const pieces = [
	'<',
	'>',
	'"',
	"'",
	'</script>',
	'<script type="application/ld+json">',
	'{"@type":',
	'[',
	'\u0000',
	'&#x0;',
	'<!--',
	'<svg>',
	'content=',
	'<a href="tel:',
	'mailto:%',
	'://',
	'\ud83d',
	'<template>',
	'<html lang=',
	'charset=utf-16',
	'',
];

/** Cuts, doubles, and puts in what parsers stumble over. */
function mutated(body: Buffer, random: Random): Buffer {
	let text = body.toString('latin1');
	for (let changes = 0; changes < 30; changes += 1) {
		const at = Math.floor(random() * text.length);
		const until = at + Math.floor(random() * 40);
		text = text.slice(0, at) + pick(pieces, random) + text.slice(random() < 0.5 ? at : until);
	}
	return Buffer.from(text, 'latin1');
}

it('reads 2,000 pages that were damaged at random, throws at none, and gives clean text only', () => {
	const random = seededRandom(7);
	const pages = siteCatalogue().flatMap(({ host, page }) =>
		page.headers?.['content-encoding'] ? [] : [{ host, body: Buffer.from(page.body ?? '') }],
	);
	let values = 0;
	for (let round = 0; round < 2_000; round += 1) {
		const { host, body } = pick(pages, random);
		const url = new URL(`https://${host}/`);
		const reading = readSite(
			host,
			{ url, statusCode: 200, headers: {}, bytes: mutated(body, random), isCut: false },
			noRecords,
		);
		for (const [attribute, { value }] of reading.kind === 'company' ? reading.values.entries() : []) {
			values += 1;
			expect([attribute, String(value)]).toEqual([attribute, expect.stringMatching(/^[^<>\p{Cc}\p{Cf}]{1,1000}$/u)]);
		}
	}
	expect(values).toBeGreaterThan(2_000);
});
