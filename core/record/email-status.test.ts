import { emailStatuses, type EmailStatus, emailStatusOf, emailStatusWords, type EmailVendor } from './email-status';

describe('emailStatusOf', () => {
	it.each<[EmailVendor, string, EmailStatus]>([
		['leadiq', 'Verified', 'verified'],
		['leadiq', 'VerifiedLikely', 'catch_all'],
		['leadiq', 'Unverified', 'unverified'],
		['leadiq', 'Invalid', 'invalid'],
		['leadiq', 'Suppressed', 'invalid'],
		['people_data_labs', 'deliverable', 'verified'],
		['people_data_labs', 'risky', 'unverified'],
		['people_data_labs', 'undeliverable', 'invalid'],
		['apollo', 'verified', 'verified'],
		['apollo', 'guessed', 'unverified'],
		['apollo', 'extrapolated', 'unverified'],
		['apollo', 'unavailable', 'unverified'],
		['apollo', 'bounced', 'invalid'],
		['apollo', 'pending_manual_fulfillment', 'unverified'],
		['hunter', 'valid', 'verified'],
		['hunter', 'accept_all', 'catch_all'],
		['hunter', 'webmail', 'unverified'],
		['hunter', 'disposable', 'invalid'],
		['hunter', 'invalid', 'invalid'],
		['hunter', 'unknown', 'unverified'],
		['zoominfo', 'Valid', 'verified'],
		['zoominfo', 'Catch-All', 'catch_all'],
		['zoominfo', 'Not Verified', 'unverified'],
		['zoominfo', 'Invalid', 'invalid'],
		['lusha', 'A+', 'verified'],
		['lusha', 'A', 'unverified'],
		['lusha', 'B', 'unverified'],
		['explorium', 'valid', 'verified'],
		['explorium', 'catch-all', 'catch_all'],
		['dropcontact', 'nominative@pro', 'verified'],
		['dropcontact', 'nominatif@pro', 'verified'],
		['dropcontact', 'nominative@perso', 'verified'],
		['dropcontact', 'catch_all@pro', 'catch_all'],
		['dropcontact', 'catch-all@pro', 'catch_all'],
		['dropcontact', 'generic@pro', 'unverified'],
		['dropcontact', 'random@pro', 'unverified'],
		['dropcontact', 'non_validated@pro', 'unverified'],
		['dropcontact', 'invalid@pro', 'invalid'],
		['dropcontact', 'nominative@invalid domain', 'invalid'],
		['dropcontact', 'nominative@disposable', 'invalid'],
		['dropcontact', 'Do_Not_Contact@pro', 'invalid'],
		['dropcontact', 'nominative', 'unverified'],
		['full_enrich', 'DELIVERABLE', 'verified'],
		['full_enrich', 'HIGH_PROBABILITY', 'catch_all'],
		['full_enrich', 'CATCH_ALL', 'catch_all'],
		['full_enrich', 'INVALID', 'invalid'],
		['full_enrich', 'INVALID_DOMAIN', 'invalid'],
		['prospeo', 'VERIFIED', 'verified'],
		['prospeo', 'ACCEPT_ALL', 'catch_all'],
		['prospeo', 'UNAVAILABLE', 'unverified'],
		['better_contact', 'deliverable', 'verified'],
		['better_contact', 'catch_all_safe', 'catch_all'],
		['better_contact', 'catch_all_not_safe', 'catch_all'],
		['better_contact', 'undeliverable', 'invalid'],
	])('of %s, reads “%s” as %s', (vendor, word, status) => {
		expect(emailStatusOf(vendor, word)).toBe(status);
	});

	it.each([...(Object.keys(emailStatusWords) as EmailVendor[]), 'dropcontact' as const])(
		'takes a word that %s did not have as unverified, and no word as nothing',
		(vendor) => {
			expect(emailStatusOf(vendor, 'brand new')).toBe('unverified');
			expect(emailStatusOf(vendor, 'constructor')).toBe('unverified');
			expect([undefined, null, '', '  ', 7].map((word) => emailStatusOf(vendor, word))).toEqual(
				Array(5).fill(undefined),
			);
		},
	);

	it.each(Object.entries(emailStatusWords))('can say everything in the words of %s', (_vendor, words) => {
		const said = new Set<string>(Object.values(words));
		expect(said.has('verified') && said.has('unverified') && said.has('invalid')).toBe(true);
		expect([...said].every((status) => emailStatuses.includes(status as EmailStatus))).toBe(true);
		expect(Object.keys(words).every((word) => word === word.toLowerCase() && !/[\s-]/.test(word))).toBe(true);
	});
});
