import type { SeedRecord } from '../../emulators/salesforce/org/seed';
import { changed } from './node-org';

const firstNames = 'Ada Bela Cem Dora Emil Fay Gus Hana Ivo Jana Kofi Lena Mia Nils Olga Pia Quin Rosa Sven Tara'.split(
	' ',
);
const syllables = 'ka lo mi nu pe ra si to va we xi yo za bri dro fla gna hul jor kle'.split(' ');

/** The same numbers at every run. */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 4_294_967_296;
	};
}

/** A lead and who it is. */
export interface KnownLead {
	readonly person: string;
	readonly fields: SeedRecord;
}

/** Leads of companies of six; every fourth person stands there twice, the second time written another way. */
export function someLeads(people: number): KnownLead[] {
	const random = seeded(3);
	return Array.from({ length: people }, (_, serial): KnownLead[] => {
		const company = Math.floor(serial / 6);
		const first = firstNames[Math.floor(random() * firstNames.length)];
		const last = [0, 1, 2, 3].map(() => syllables[Math.floor(random() * syllables.length)]).join('');
		const LastName = last[0].toUpperCase() + last.slice(1);
		const fields = {
			FirstName: first,
			LastName,
			Email: `${first}.${LastName}@company${company}.example`.toLowerCase(),
			Phone: `+1 555 01${String((serial * 7919) % 100_000).padStart(5, '0')}`,
			Company: `Company ${syllables[company % 20]} ${company} Inc`,
			Website: `https://www.company${company}.example`,
		};
		const person = `person ${serial}`;
		if (serial % 4 !== 0) return [{ person, fields: changed(fields) }];
		const copy = {
			...fields,
			FirstName: serial % 8 === 0 ? `${first[0]}.` : first,
			Email: fields.Email.toUpperCase(),
			Phone: null,
			Company: fields.Company.replace(' Inc', ', Incorporated'),
		};
		return [
			{ person, fields: changed(fields) },
			{ person, fields: changed(copy) },
		];
	}).flat();
}
