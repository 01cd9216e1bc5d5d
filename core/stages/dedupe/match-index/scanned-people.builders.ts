import type { LinkageRecord } from '../linkage/fields';

/** The same numbers at every run. */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 4_294_967_296;
	};
}

const syllables = 'ka lo mi nu pe ra si to va we xi yo za bri dro fla gna hul jor kle'.split(' ');

function aName(random: () => number): string {
	const parts = Array.from({ length: 2 + Math.floor(random() * 2) }, () => syllables[Math.floor(random() * 20)]);
	return parts.join('');
}

function withSlip(text: string, random: () => number): string {
	const at = 1 + Math.floor(random() * (text.length - 2));
	return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
}

/** People of companies of eight, every third of them twice, the second time with slips and blanks. */
export function somePeople(count: number, seed: number): LinkageRecord[] {
	const random = seeded(seed);
	const people: LinkageRecord[] = [];
	for (let person = 0; people.length < count; person += 1) {
		const company = Math.floor(person / 8);
		const [firstName, lastName] = [aName(random), aName(random)];
		const record = {
			firstName,
			lastName,
			email: `${firstName}.${lastName}@company${company}.com`,
			phone: `5551${String(person % 3 === 0 ? company : person).padStart(6, '0')}`,
			company: `Company ${syllables[company % 20]}${company}`,
			domain: `company${company}.com`,
			city: `City ${company % 7}`,
		};
		people.push(record);
		if (random() > 0.33 || people.length === count) continue;
		const isBlank = random() < 0.4;
		people.push({
			...record,
			firstName: random() < 0.3 ? firstName[0] : firstName,
			lastName: random() < 0.3 ? withSlip(lastName, random) : lastName,
			email: isBlank ? undefined : record.email,
			phone: isBlank ? record.phone : undefined,
		});
	}
	return shuffled(people, random);
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
	const mixed = [...values];
	for (let at = mixed.length - 1; at > 0; at -= 1) {
		const other = Math.floor(random() * (at + 1));
		[mixed[at], mixed[other]] = [mixed[other], mixed[at]];
	}
	return mixed;
}

/** By record, the records of its group. */
export function membersBy(groups: readonly number[]): number[][] {
	const members = new Map<number, number[]>();
	groups.forEach((group, at) => members.set(group, [...(members.get(group) ?? []), at]));
	return groups.map((group) => members.get(group)!);
}

/** The Id of the contact at this place. */
export const idOf = (at: number): string => `003${String(at).padStart(12, '0')}AAA`;
