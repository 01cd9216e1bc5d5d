import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { link } from '/work/wt-om/core/stages/dedupe/linkage/linkage';
import { clusterPairs } from '/work/wt-om/core/stages/dedupe/linkage/clusters';
import { assignOneToOne } from '/work/wt-om/core/stages/dedupe/linkage/one-to-one';
import { bCubed, pairwiseMeasures, measuresOf } from '/work/wt-om/core/stages/dedupe/linkage/measures';
const d = '/work/shared/data/';
function rnd(seed: number) {
	let s = seed;
	return () => {
		s = (s + 0x6d2b79f5) | 0;
		let t = Math.imul(s ^ (s >>> 15), 1 | s);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}
const csv = (f: string, o = {}) =>
	parse(readFileSync(d + f, (o as any).enc ?? 'utf8') as any, {
		columns: true,
		trim: true,
		skip_empty_lines: true,
		relax_quotes: true,
		bom: true,
	}) as Record<string, string>[];
async function run(
	name: string,
	rows: Record<string, string>[],
	map: Record<string, any>,
	label: (r: any) => string,
	subject: any,
	lists?: Uint8Array,
	show = false,
) {
	const recs = rows.map((r) => {
		const o: any = {};
		for (const [k, v] of Object.entries(map)) o[k] = typeof v === 'function' ? v(r) : r[v];
		return o;
	});
	const t = performance.now();
	const l = await link(recs, { subject, random: rnd(1), lists });
	const c = await clusterPairs(l);
	const truth = rows.map(label);
	const sec = (performance.now() - t) / 1000;
	const pw = pairwiseMeasures(c, truth),
		b = bCubed(c, truth);
	let right = 0,
		found = 0,
		rec = 0;
	const meant = pairwiseMeasures(
		truth.map((_, i) => 0),
		truth,
	);
	const cnt = new Map<string, number>();
	truth.forEach((x) => cnt.set(x, (cnt.get(x) ?? 0) + 1));
	let m = 0;
	if (lists) {
		const a = new Map<string, number[]>();
		truth.forEach((x, i) => {
			const e = a.get(x) ?? [0, 0];
			e[lists[i]]++;
			a.set(x, e);
		});
		for (const e of a.values()) m += e[0] * e[1];
	} else for (const v of cnt.values()) m += (v * (v - 1)) / 2;
	for (let k = 0; k < l.pairs.count; k++) {
		const same = truth[l.pairs.left[k]] === truth[l.pairs.right[k]];
		if (same) rec++;
		if (l.pairs.weights[k] > 0) {
			found++;
			if (same) right++;
		}
	}
	const pm = measuresOf(right, found, m);
	console.log(
		name.padEnd(12),
		'pairs',
		l.pairs.count,
		'blockR',
		(rec / m).toFixed(4),
		'| pair P',
		pm.precision.toFixed(4),
		'R',
		pm.recall.toFixed(4),
		'F1',
		pm.f1.toFixed(4),
		'| cluster P',
		pw.precision.toFixed(4),
		'R',
		pw.recall.toFixed(4),
		'F1',
		pw.f1.toFixed(4),
		'B3',
		b.f1.toFixed(4),
		'|',
		sec.toFixed(2) + 's',
	);
	if (lists) {
		const a = assignOneToOne(l.pairs);
		const ok = a.filter((k) => truth[l.pairs.left[k]] === truth[l.pairs.right[k]]).length;
		const q = measuresOf(ok, a.length, m);
		if (process.argv[2] === name.slice(0, 4)) {
			const got = new Set(a.map((k) => l.pairs.left[k] + ' ' + l.pairs.right[k]));
			const wt = new Map<string, number>();
			for (let k = 0; k < l.pairs.count; k++) wt.set(l.pairs.left[k] + ' ' + l.pairs.right[k], l.pairs.weights[k]);
			let n = 0;
			for (let i = 0; i < truth.length; i++)
				for (let j = i + 1; j < truth.length; j++)
					if (truth[i] === truth[j] && lists[i] !== lists[j] && !got.has(i + ' ' + j) && n++ < 14)
						console.log(
							'FN',
							wt.get(i + ' ' + j)?.toFixed(1),
							'\n  ',
							JSON.stringify(Object.values(recs[i])),
							'\n  ',
							JSON.stringify(Object.values(recs[j])),
						);
			n = 0;
			for (const k of a)
				if (truth[l.pairs.left[k]] !== truth[l.pairs.right[k]] && n++ < 10)
					console.log(
						'FP',
						l.pairs.weights[k].toFixed(1),
						'\n  ',
						JSON.stringify(Object.values(recs[l.pairs.left[k]])),
						'\n  ',
						JSON.stringify(Object.values(recs[l.pairs.right[k]])),
					);
		}
		console.log('   one-to-one P', q.precision.toFixed(4), 'R', q.recall.toFixed(4), 'F1', q.f1.toFixed(4));
	}
	if (show) {
		console.log(
			JSON.stringify(
				l.models.map((x) => ({
					prior: x.prior,
					c: x.comparisons.map(
						(y) => y.name + ': ' + y.m.map((mm, i) => mm.toFixed(3) + '/' + y.u[i].toExponential(1)).join(' '),
					),
				})),
				null,
				1,
			),
		);
		console.table(l.pairs.blocks);
	}
	return { l, c, truth, recs };
}
const errors =
	(name: string) =>
	({ l, c, truth, recs }: any) => {
		if (process.argv[2] !== name) return;
		const seen = new Set<string>();
		for (let k = 0; k < l.pairs.count; k++) seen.add(l.pairs.left[k] + ' ' + l.pairs.right[k]);
		const byC = new Map<number, number[]>();
		const byT = new Map<string, number[]>();
		truth.forEach((x: string, i: number) => {
			(byT.get(x) ?? byT.set(x, []).get(x)!).push(i);
			(byC.get(c[i]) ?? byC.set(c[i], []).get(c[i])!).push(i);
		});
		let n = 0;
		const every = Number(process.argv[4] ?? 12);
		for (const e of byC.values())
			for (let a = 0; a < e.length; a++)
				for (let b = a + 1; b < e.length; b++)
					if (truth[e[a]] !== truth[e[b]] && n++ % every === 0)
						console.log(
							'FP',
							l.weigher.weigh(e[a], e[b]).toFixed(1),
							'\n   ',
							JSON.stringify(Object.values(recs[e[a]])),
							'\n   ',
							JSON.stringify(Object.values(recs[e[b]])),
						);
		n = 0;
		for (const e of byT.values())
			for (let a = 0; a < e.length; a++)
				for (let b = a + 1; b < e.length; b++)
					if (c[e[a]] !== c[e[b]] && n++ % every === 0)
						console.log(
							'FN',
							seen.has(e[a] + ' ' + e[b]) ? 'scored' : 'unblocked',
							l.weigher.weigh(e[a], e[b]).toFixed(1),
							'\n   ',
							JSON.stringify(Object.values(recs[e[a]])),
							'\n   ',
							JSON.stringify(Object.values(recs[e[b]])),
						);
	};
(async () => {
	const only = process.argv[2];
	const show = process.argv[3] === 'show';
	const fm = {
		firstName: 'given_name',
		lastName: 'surname',
		street: (r: any) => (r.street_number + ' ' + r.address_1).trim(),
		city: 'suburb',
		postalCode: 'postcode',
		region: 'state',
		birthdate: 'date_of_birth',
		identifier: 'soc_sec_id',
	};
	for (const i of [1, 2, 3])
		if (!only || only === 'febrl' + i)
			await run(
				'febrl' + i,
				csv(`febrl/dataset${i}.csv`),
				fm,
				(r) => /\d+/.exec(r.rec_id)![0],
				'person',
				undefined,
				show,
			);
	if (!only || only === 'fake')
		await run(
			'fake_1000',
			csv('splink/fake_1000.csv'),
			{ firstName: 'first_name', lastName: 'surname', birthdate: 'dob', city: 'city', email: 'email' },
			(r) => r.cluster,
			'person',
			undefined,
			show,
		).then(({ l, c, truth, recs }) => {
			if (only !== 'fake') return;
			const seen = new Set<string>();
			for (let k = 0; k < l.pairs.count; k++) seen.add(l.pairs.left[k] + ' ' + l.pairs.right[k]);
			let n = 0;
			const by = new Map<string, number[]>();
			truth.forEach((x, i) => {
				const e = by.get(x) ?? [];
				e.push(i);
				by.set(x, e);
			});
			for (const e of by.values())
				for (let a = 0; a < e.length; a++)
					for (let b = a + 1; b < e.length; b++)
						if (c[e[a]] !== c[e[b]] && n++ % 12 === 0)
							console.log(
								seen.has(e[a] + ' ' + e[b]) ? 'scored' : 'unblocked',
								l.weigher.weigh(e[a], e[b]).toFixed(1),
								JSON.stringify(Object.values(recs[e[a]])),
								JSON.stringify(Object.values(recs[e[b]])),
							);
		});
	if (!only || only === 'chicago')
		await run(
			'chicago',
			csv('chicago-early-childhood/records_with_true_ids.csv'),
			{ company: 'Site name', street: 'Address', postalCode: 'Zip', phone: 'Phone' },
			(r) => r['True Id'],
			'company',
			undefined,
			show,
		).then(errors('chicago'));
	if (!only || only === 'dblp') {
		const a = csv('dblp-acm/DBLP2.csv', { enc: 'latin1' }),
			b = csv('dblp-acm/ACM.csv', { enc: 'latin1' });
		const map = csv('dblp-acm/DBLP-ACM_perfectMapping.csv');
		const t = new Map(map.map((x) => [x.idACM, x.idDBLP]));
		const rows = [...a, ...b];
		const lists = Uint8Array.from(rows, (_, i) => (i < a.length ? 0 : 1));
		await run(
			'dblp-acm',
			rows,
			{ title: 'title', text: 'authors', year: 'year' },
			(r) => t.get(r.id) ?? r.id,
			'document',
			lists,
			show,
		);
	}
	if (only === 'crm') {
		const { generateContacts } = await import('./dedupe/crm-generator');
		const n = Number(process.argv[4] ?? 20000);
		const prof = (process.argv[5] ?? 'easy') as any;
		const rows = generateContacts(n, prof, 7) as any[];
		await run(
			'crm ' + prof,
			rows,
			{
				firstName: 'FirstName',
				lastName: 'LastName',
				email: 'Email',
				phone: 'Phone',
				company: 'Company',
				domain: 'Website',
				street: 'Street',
				city: 'City',
				region: 'State',
				postalCode: 'PostalCode',
			},
			(r) => r.person,
			'person',
			undefined,
			show,
		).then((o: any) => {
			process.argv[2] = 'crm';
			process.argv[4] = process.argv[6] ?? '100000000';
			errors('crm')(o);
		});
		console.log('rss', Math.round(process.memoryUsage().rss / 1e6));
	}
})();
