import { conditionOf, listViewCondition } from './list-view-condition';

const id = '00B5e00000AbCdE';
const everything = (query: string) => conditionOf({ query, scope: 'everything' }, id);

describe('conditionOf', () => {
	it.each([
		['SELECT Id FROM Lead', undefined],
		['SELECT Id FROM Lead ORDER BY Name ASC NULLS FIRST, Id ASC', undefined],
		["SELECT Id FROM Lead WHERE Rating = 'Hot'", "(Rating = 'Hot')"],
		[
			"SELECT Name, Owner.Alias FROM Lead WHERE IsConverted = false AND (Rating = 'Hot' OR City LIKE 'A%') ORDER BY Name",
			"(IsConverted = false AND (Rating = 'Hot' OR City LIKE 'A%'))",
		],
		["SELECT Id FROM Lead WHERE Name = 'Where to ORDER (' LIMIT 200", "(Name = 'Where to ORDER (')"],
		["SELECT Id FROM Lead WHERE Name = 'it\\'s ORDER BY' ORDER BY Id", "(Name = 'it\\'s ORDER BY')"],
		[
			'SELECT Id, (SELECT Id FROM Tasks WHERE IsClosed = true) FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Email != null) order by Id',
			'(Id IN (SELECT AccountId FROM Contact WHERE Email != null))',
		],
	])('of %s is %s', (query, condition) => {
		expect(everything(query)).toBe(condition);
	});

	it('refuses a list that depends on who looks at it', () => {
		expect(() => conditionOf({ query: 'SELECT Id FROM Lead USING SCOPE mine', scope: 'mine' }, id)).toThrow(
			'shows the records of whoever looks at it (mine)',
		);
	});
});

describe('listViewCondition', () => {
	it('asks only for what can be a list view', async () => {
		const fetchListView = jest.fn(async () => ({
			query: "SELECT Id FROM Lead WHERE City = 'Graz'",
			scope: 'everything',
		}));
		await expect(listViewCondition({ fetchListView }, 'Lead', '00Q5e00000AbCdE')).rejects.toThrow(
			'no ID of a list view',
		);
		await expect(listViewCondition({ fetchListView }, 'Lead', '../../limits')).rejects.toThrow('no ID of a list view');
		expect(fetchListView).not.toHaveBeenCalled();
		await expect(listViewCondition({ fetchListView }, 'Lead', ` ${id} `)).resolves.toBe("(City = 'Graz')");
		expect(fetchListView).toHaveBeenCalledWith('Lead', id);
	});
});
