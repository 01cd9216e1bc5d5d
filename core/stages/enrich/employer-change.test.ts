import type { SalesforceRecord } from '../../record/record-item';
import { employerChange, type EmployerInputs, employerChangeSentence } from './employer-change';
import type { MatchedAnswer } from './provider';

const leadInputs: EmployerInputs = { company: 'Company', website: 'Website', email: 'Email', country: 'Country' };
const contactInputs: EmployerInputs = {
	...{ company: 'Account.Name', website: 'Account.Website', email: 'Email', country: 'MailingCountry' },
	...{ linkedinUrl: 'LinkedIn__c', personId: 'Person_ID__c' },
};

/** Ada, by her name, at Acme unless said otherwise. */
function aLead(change: SalesforceRecord = {}): SalesforceRecord {
	return {
		FirstName: 'Ada',
		LastName: 'Byron',
		Company: 'Acme',
		Website: 'https://www.acme.com',
		Email: null,
		...change,
	};
}

/** Ada, surely enough, at Initech unless said otherwise. */
function anAnswer(values: Readonly<Record<string, unknown>> = {}, change: Partial<MatchedAnswer> = {}): MatchedAnswer {
	return {
		...{ key: 0, outcome: 'matched', confidence: 0.9, matchedOn: 'name and company' },
		observedAt: '2026-01-01T00:00:00Z',
		values: {
			...{ first_name: 'Ada', last_name: 'Byron', company_name: 'Initech', company_domain: 'initech.com' },
			...values,
		},
		...change,
	};
}

/** The company alone, of a person whose name agrees. */
function at(values: Readonly<Record<string, unknown>>): MatchedAnswer {
	return anAnswer({ company_name: undefined, company_domain: undefined, ...values });
}

describe('employerChange', () => {
	it('tells old and new, since when, and what it is known by', () => {
		const answer = anAnswer({
			job_started_on: '2025-03',
			title: 'CTO',
			email: 'ada@initech.com',
			email_status: 'verified',
		});
		expect(employerChange(aLead(), answer, leadInputs)).toEqual({
			earlier: { name: 'Acme', domain: 'acme.com' },
			current: { name: 'Initech', domain: 'initech.com', title: 'CTO', email: 'ada@initech.com' },
			since: '2025-03',
			agrees: ['name'],
			differs: ['name', 'domain'],
			confidence: 0.9,
			observedAt: '2026-01-01T00:00:00Z',
			fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
		});
	});

	it.each<[string, SalesforceRecord, MatchedAnswer, string[]]>([
		['another name at another domain', aLead(), anAnswer(), ['name', 'domain']],
		['another name, no domain known', aLead({ Website: null }), anAnswer(), ['name']],
		['another domain, no name known', aLead({ Company: null }), at({ company_domain: 'initech.com' }), ['domain']],
		[
			'a company known by the address of work alone',
			aLead({ Company: '[not provided]', Website: null, Email: 'ada@acme.com' }),
			anAnswer(),
			['domain'],
		],
		[
			'the new address’s domain',
			aLead(),
			at({ company_name: 'Initech', email: 'ada@initech.com' }),
			['name', 'domain'],
		],
		[
			'another brand with the same first letters',
			aLead({ Company: 'Acne Studios', Website: 'acnestudios.com' }),
			at({ company_name: 'Acme', company_domain: 'acme.com' }),
			['name', 'domain'],
		],
		[
			'short names that differ by a letter',
			aLead({ Company: 'Asus', Website: null }),
			at({ company_name: 'Asos' }),
			['name'],
		],
		[
			'the same mail provider on both sides, which is nobody’s',
			aLead({ Website: null, Email: 'ada@gmail.com' }),
			at({ company_name: 'Initech', email: 'ada@gmail.com' }),
			['name'],
		],
		[
			'a site at a shared host',
			aLead({ Website: 'https://www.facebook.com/acme' }),
			at({ company_name: 'Initech', company_website: 'https://www.facebook.com/initech' }),
			['name'],
		],
		[
			'a dead address at the old company',
			aLead(),
			anAnswer({ email: 'ada@acme.com', email_status: 'invalid' }),
			['name', 'domain'],
		],
		[
			'a word in common behind the first',
			aLead({ Company: 'Acme Software' }),
			anAnswer({ company_name: 'Initech Software' }),
			['name', 'domain'],
		],
		['another group altogether', aLead(), anAnswer({ company_parent_name: 'Initrode' }), ['name', 'domain']],
	])('sees a change: %s', (_meaning, record, answer, differs) => {
		expect(employerChange(record, answer, leadInputs)?.differs).toEqual(differs);
	});

	it.each<[string, SalesforceRecord, MatchedAnswer]>([
		['the same company', aLead(), at({ company_name: 'Acme', company_domain: 'acme.com' })],
		[
			'the same domain under another name (rebranding)',
			aLead({ Company: 'Square', Website: 'squareup.com/' }),
			at({ company_name: 'Block', company_domain: 'squareup.com' }),
		],
		['the same name at another domain (moved)', aLead(), at({ company_name: 'ACME', company_domain: 'acme-group.io' })],
		[
			'another subdomain',
			aLead({ Website: 'https://careers.acme.com/jobs' }),
			at({ company_name: 'Other', company_domain: 'www.acme.com' }),
		],
		[
			'another country’s domain of the brand',
			aLead(),
			at({ company_name: 'Acme Deutschland Vertrieb', company_domain: 'acme.de' }),
		],
		[
			'a British domain of the brand',
			aLead({ Company: 'A.C.M.E. Trading' }),
			at({ company_name: 'Other', company_domain: 'acme.co.uk' }),
		],
		['another legal form', aLead({ Company: 'Acme GmbH' }), at({ company_name: 'Acme AG' })],
		['a legal form more', aLead({ Company: 'Acme' }), at({ company_name: 'Acme, Inc.' })],
		['a leading article', aLead({ Company: 'The Acme Company' }), at({ company_name: 'Acme Company' })],
		[
			'accents and case',
			aLead({ Company: 'SOCIÉTÉ GÉNÉRALE', Website: null }),
			at({ company_name: 'Societe Generale' }),
		],
		['punctuation', aLead({ Company: 'Yahoo!', Website: null }), at({ company_name: 'Yahoo' })],
		['a space more', aLead({ Company: 'Sales Force', Website: null }), at({ company_name: 'Salesforce' })],
		[
			'words in another order',
			aLead({ Company: 'Bank of America', Website: null }),
			at({ company_name: 'America Bank of' }),
		],
		['a subsidiary named after it', aLead(), at({ company_name: 'Acme Germany', company_domain: 'acme-germany.de' })],
		[
			'the mother of a subsidiary',
			aLead({ Company: 'Google Cloud', Website: 'cloud.google.com' }),
			at({ company_name: 'Google', company_domain: 'abc.xyz' }),
		],
		['a subsidiary by its parent', aLead(), anAnswer({ company_parent_name: 'Acme Inc.' })],
		['a subsidiary by the head of its group', aLead(), anAnswer({ company_ultimate_parent_name: 'ACME' })],
		['the registered name', aLead(), anAnswer({ company_legal_name: 'Acme Corporation' })],
		['initials', aLead({ Company: 'IBM', Website: null }), at({ company_name: 'International Business Machines' })],
		[
			'initials without small words',
			aLead({ Company: 'Massachusetts Institute of Technology', Website: null }),
			at({ company_name: 'MIT' }),
		],
		['initials as domain', aLead({ Company: null, Website: 'thg.com' }), at({ company_name: 'Techno Hut Group' })],
		[
			'a slip of the pen',
			aLead({ Company: 'Johnson & Johnson', Website: null }),
			at({ company_name: 'Jonson & Johnson' }),
		],
		[
			'a name that the domain spells',
			aLead({ Company: 'Some Holding', Website: 'initech.com' }),
			at({ company_name: 'Initech' }),
		],
		[
			'a domain that the name begins with',
			aLead({ Company: 'Initech Systems', Website: null }),
			at({ company_domain: 'initech.com' }),
		],
		[
			'the old company’s mail',
			aLead({ Website: null, Email: 'ada@acme.com' }),
			anAnswer({ email: 'ada@acme.com', email_status: 'verified' }),
		],
		['no company in the answer', aLead(), at({})],
		['blank ones', aLead(), at({ company_name: ' ', company_domain: '' })],
		['a placeholder in the answer', aLead(), at({ company_name: 'Self-employed' })],
		['no company in the record', aLead({ Company: null, Website: null }), anAnswer()],
		['a placeholder in the record', aLead({ Company: 'n/a', Website: null }), anAnswer()],
		[
			'a private address as all that is known',
			aLead({ Company: null, Website: null, Email: 'ada@gmail.com' }),
			anAnswer(),
		],
		['a name here, a domain there', aLead({ Website: null }), at({ company_domain: 'initech.com' })],
		['a domain here, a name there', aLead({ Company: null }), at({ company_name: 'Initech' })],
		['an unsure answer', aLead(), anAnswer({}, { confidence: 0.6 })],
		['a namesake’s namesake: another person', aLead(), anAnswer({ first_name: 'Grace', last_name: 'Hopper' })],
		['an answer that does not say who it is about', aLead(), anAnswer({ first_name: undefined, last_name: undefined })],
		['a first name in common', aLead(), anAnswer({ last_name: 'Hopper' })],
		['a last name in common', aLead(), anAnswer({ first_name: 'Grace' })],
		['a URL for a name', aLead({ Company: 'acme.com', Website: null }), at({ company_name: 'Acme' })],
	])('sees none: %s', (_meaning, record, answer) => {
		expect(employerChange(record, answer, leadInputs)).toBeUndefined();
	});

	it.each<[string, SalesforceRecord, MatchedAnswer, string[]]>([
		['the name', {}, anAnswer(), ['name']],
		['a name with a middle one', {}, anAnswer({ first_name: 'Ada M.' }), ['name']],
		[
			'a profile, after a marriage',
			{ LinkedIn__c: 'https://www.linkedin.com/in/ada/' },
			anAnswer({ last_name: 'King', linkedin_url: 'http://linkedin.com/in/Ada?x=1' }),
			['LinkedIn profile'],
		],
		['the stored ID', { Person_ID__c: 'p-1' }, anAnswer({}, { personId: 'p-1' }), ['person ID', 'name']],
		[
			'the address it was asked by',
			{},
			anAnswer({ first_name: undefined, last_name: undefined }, { matchedOn: 'e-mail' }),
			['e-mail'],
		],
		[
			'the address, beside a last name',
			{},
			anAnswer({ first_name: 'Augusta' }, { matchedOn: 'e-mail' }),
			['last name', 'e-mail'],
		],
	])('knows the person by %s', (_meaning, change, answer, agrees) => {
		const contact = { FirstName: 'Ada', LastName: 'Byron', Account: { Name: 'Acme', Website: 'acme.com' }, ...change };
		expect(employerChange(contact, answer, contactInputs)?.agrees).toEqual(agrees);
	});

	it('is less sure where only the names tell the companies apart', () => {
		expect(employerChange(aLead({ Website: null }), anAnswer(), leadInputs)?.confidence).toBe(0.81);
	});

	describe('its fingerprint', () => {
		const of = (record: SalesforceRecord, answer: MatchedAnswer) =>
			employerChange(record, answer, leadInputs)?.fingerprint;
		const once = of(aLead(), anAnswer());

		it.each<[string, SalesforceRecord, MatchedAnswer]>([
			['another provider without the domain', aLead(), at({ company_name: 'Initech' })],
			['another spelling', aLead(), anAnswer({ company_name: 'INITECH, Inc.' })],
			[
				'another day, title and address',
				aLead(),
				anAnswer({ job_started_on: '2025-03', title: 'CTO', email: 'a@initech.com' }),
			],
			['the record without its website', aLead({ Website: null }), anAnswer()],
		])('is the same for %s', (_meaning, record, answer) => {
			expect(of(record, answer)).toBe(once);
		});

		it.each<[string, SalesforceRecord, MatchedAnswer]>([
			['the next change', aLead(), anAnswer({ company_name: 'Initrode', company_domain: 'initrode.com' })],
			['a change from elsewhere', aLead({ Company: 'Hooli', Website: 'hooli.com' }), anAnswer()],
		])('is another for %s', (_meaning, record, answer) => {
			expect(of(record, answer)).toMatch(/^[0-9a-f]{32}$/);
			expect(of(record, answer)).not.toBe(once);
		});
	});
});

describe('employerChangeSentence', () => {
	it.each<[MatchedAnswer, string]>([
		[
			anAnswer({ job_started_on: '2025-03' }),
			'Works for Initech (initech.com) since 2025-03, no longer for Acme (acme.com).',
		],
		[at({ company_name: 'Initech' }), 'Works for Initech, no longer for Acme (acme.com).'],
	])('names both companies (%#)', (answer, sentence) => {
		const change = employerChange(aLead(), answer, leadInputs);
		expect(change && employerChangeSentence(change)).toBe(sentence);
	});
});
