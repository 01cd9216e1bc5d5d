import { normalizeCompanyName, normalizeDomain } from '../../../../record/normal-forms';
import { isSameCountry } from '../../../../record/places';
import { plainWords } from '../../../../record/plain-words';
import type { MatchInput } from '../../../../record/match-values';
import type { ProviderQuery } from '../../provider';

/** Whether a text of the answer says what the query says under this input, in normal form; false where either says nothing. */
export function agrees(input: MatchInput, said: string | undefined, query: ProviderQuery): boolean {
	const asked = query[input];
	if (said === undefined || asked === undefined) return false;
	switch (input) {
		case 'company':
			return normalizeCompanyName(said, query.country) === (normalizeCompanyName(asked, query.country) ?? '');
		case 'country':
			return isSameCountry(said, asked) === true;
		case 'domain':
			return normalizeDomain(said) === asked;
		default:
			return plainWords(said) === plainWords(asked);
	}
}
