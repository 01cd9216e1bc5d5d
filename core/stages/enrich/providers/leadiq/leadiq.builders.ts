import type { Json, ScratchReply, ScratchRequest } from '../scratch-server.builders';

/** A call's questions as GraphQL has them: what each alias asks for, with its variable filled in. */
export function questionsOf({ json }: ScratchRequest): Array<{ alias: string; field: string; input: Json }> {
	const { query, variables } = json;
	const asked = [...query.matchAll(/(\w+): (\w+)\(input: \$(\w+)\)/g)];
	return asked.map(([, alias, field, variable]) => ({ alias, field, input: variables[variable] }));
}

/** A reply that answers each question with what `resultsOf` gives for its input. */
export function answerEach(request: ScratchRequest, resultsOf: (input: Json) => readonly object[]): ScratchReply {
	const data = Object.fromEntries(
		questionsOf(request).map(({ alias, input }) => {
			const results = resultsOf(input);
			return [alias, { totalResults: results.length, results: results.slice(0, input.limit ?? 10) }];
		}),
	);
	return { body: { data } };
}

/** An error as LeadIQ sends it: with HTTP 200, the status within. */
export function leadIqError(status: number, message: string, alias?: string): object {
	return { message, extensions: { response: { status } }, ...(alias && { path: [alias] }) };
}

/** A person with everything; a test changes what it is about. */
export function aPerson(change: object = {}): object {
	return {
		id: 'p-1',
		updatedAt: '2025-11-02T10:00:00Z',
		name: { first: 'Ada', last: 'Byron', fullName: 'Ada Byron' },
		linkedin: { linkedinUrl: 'https://www.linkedin.com/in/ada' },
		location: { city: 'San Francisco', areaLevel1: 'California', country: 'United States' },
		profiles: [{ network: 'Twitter', url: 'https://twitter.com/ada' }],
		personalEmails: [{ value: 'ada@example.org', status: 'Verified' }],
		personalPhones: [{ value: '+14155550199', type: 'PersonalMobile', status: 'LikelyAccurate' }],
		currentPositions: [aPosition()],
		...change,
	};
}

/** A job at Acme. */
export function aPosition(change: object = {}): object {
	return {
		companyId: 'c-1',
		title: 'VP Sales',
		seniority: 'VP',
		function: 'Sales',
		matchedQuery: true,
		dateRange: { start: '2024-03-01T00:00:00Z' },
		companyInfo: { id: 'c-1', name: 'Acme', domain: 'acme.com', industry: 'Manufacturing', numberOfEmployees: 1_200 },
		emails: [
			{ value: 'a.byron@acme.com', status: 'Unverified', updatedAt: '2023-01-01T00:00:00Z' },
			{ value: 'old@acme.com', status: 'Invalid', updatedAt: '2022-01-01T00:00:00Z' },
			{ value: 'ada@acme.com', status: 'Verified', updatedAt: '2025-10-01T00:00:00Z' },
		],
		phones: [{ value: '+14155550123', type: 'WorkPhone', status: 'Unverified' }],
		...change,
	};
}
