/** Precision, recall and F1 of pairs, and B³ after Bagga and Baldwin (1998). */
export interface Measures {
	readonly precision: number;
	readonly recall: number;
	readonly f1: number;
}

/** Of the pairs inside clusters. */
export function pairwiseMeasures(cluster: ArrayLike<number>, truth: ReadonlyArray<string | undefined>): Measures {
	const both = new Map<string, number>();
	const found = new Map<number, number>();
	const meant = new Map<string, number>();
	const up = <K>(map: Map<K, number>, key: K): void => void map.set(key, (map.get(key) ?? 0) + 1);
	for (let index = 0; index < truth.length; index += 1) {
		const label = truth[index];
		if (label === undefined) continue;
		up(both, `${cluster[index]} ${label}`);
		up(found, cluster[index]);
		up(meant, label);
	}
	const pairs = (map: ReadonlyMap<unknown, number>): number =>
		[...map.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
	return measuresOf(pairs(both), pairs(found), pairs(meant));
}

/** Averaged over the records: of each one's cluster. */
export function bCubed(cluster: ArrayLike<number>, truth: ReadonlyArray<string | undefined>): Measures {
	const both = new Map<string, number>();
	const found = new Map<number, number>();
	const meant = new Map<string, number>();
	const labelled = truth.flatMap((label, index) => (label === undefined ? [] : [[label, index] as const]));
	for (const [label, index] of labelled) {
		both.set(`${cluster[index]} ${label}`, (both.get(`${cluster[index]} ${label}`) ?? 0) + 1);
		found.set(cluster[index], (found.get(cluster[index]) ?? 0) + 1);
		meant.set(label, (meant.get(label) ?? 0) + 1);
	}
	if (labelled.length === 0) return measuresOf(0, 0, 0);
	let [precision, recall] = [0, 0];
	for (const [label, index] of labelled) {
		const common = both.get(`${cluster[index]} ${label}`)!;
		precision += common / found.get(cluster[index])!;
		recall += common / meant.get(label)!;
	}
	precision /= labelled.length;
	recall /= labelled.length;
	return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

/** Of whole groups of two and more: right is one that has exactly the records that belong together in truth. */
export function wholeGroups(cluster: ArrayLike<number>, truth: ReadonlyArray<string | undefined>): Measures {
	const found = new Map<number, { size: number; readonly label: string; isOne: boolean }>();
	const meant = new Map<string, number>();
	truth.forEach((label, index) => {
		if (label === undefined) return;
		meant.set(label, (meant.get(label) ?? 0) + 1);
		const group = found.get(cluster[index]);
		if (!group) found.set(cluster[index], { size: 1, label, isOne: true });
		else {
			group.size += 1;
			group.isOne &&= group.label === label;
		}
	});
	const groups = [...found.values()].filter(({ size }) => size > 1);
	const right = groups.filter(({ size, label, isOne }) => isOne && meant.get(label) === size).length;
	return measuresOf(right, groups.length, [...meant.values()].filter((size) => size > 1).length);
}

/** So many right of so many found and of so many that there are. */
export function measuresOf(right: number, found: number, meant: number): Measures {
	const precision = found === 0 ? 1 : right / found;
	const recall = meant === 0 ? 1 : right / meant;
	return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** How many pairs of records are one and the same in truth; of different lists where there are two. */
export function meantPairs(truth: ReadonlyArray<string | undefined>, lists: Uint8Array | undefined): number {
	const counts = new Map<string, [number, number]>();
	truth.forEach((label, index) => {
		if (label === undefined) return;
		const each = counts.get(label) ?? [0, 0];
		each[lists?.[index] ?? 0] += 1;
		counts.set(label, each);
	});
	return [...counts.values()].reduce((sum, [one, other]) => sum + (lists ? one * other : (one * (one - 1)) / 2), 0);
}
