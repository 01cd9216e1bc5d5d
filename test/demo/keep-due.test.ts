import { startDemoOrg, type DemoOrg } from '../../demo/demo-org';
import { keepDue } from '../../demo/keep-due';
import { ownFields } from '../../core/record/fields';

const began = Date.UTC(2026, 8, 1, 9);
const hours = (count: number): Date => new Date(began + count * 3_600_000);
const wanted = { least: 20, mostAtOnce: 20 };
const objects = ['Account', 'Contact', 'Lead'];

let org: DemoOrg;
let now: Date;

beforeEach(async () => {
	now = hours(0);
	org = await startDemoOrg({ clock: () => now, leads: 60, contacts: 40 });
});
afterEach(() => org.close());

/** What a run of the hourly template would take on. */
function due(sObject: string, settleMs = 0): number {
	return org.emulator.org.count(sObject, (row) => {
		const age = now.getTime() - Date.parse(String(row.SystemModstamp));
		return row[ownFields.lastActivity.name] === null && age <= 3_600_000 && age >= settleMs;
	});
}

/** Of these, what it would read at once. */
function settled(sObject: string): number {
	return due(sObject, 120_000);
}

function enrichAll(sObject: string): void {
	for (const { Id } of org.emulator.org.rows(sObject)) {
		org.emulator.org.update(sObject, String(Id), {
			[ownFields.lastActivity.name]: now.toISOString(),
			[ownFields.matchHash.name]: 'as it was',
		});
	}
}

describe('keepDue', () => {
	it('changes nothing while enough records are due', () => {
		const before = org.emulator.org.count('Lead');
		expect(keepDue(org, wanted, now)).toBe(0);
		expect(org.emulator.org.count('Lead')).toBe(before);
	});

	it.each(objects)('makes %s due again that nobody has taken for hours', (sObject) => {
		const count = org.emulator.org.count(sObject);
		now = hours(9);
		expect(due(sObject)).toBe(0);
		keepDue(org, wanted, now);
		expect(due(sObject)).toBe(20);
		expect(org.emulator.org.count(sObject)).toBe(count);
	});

	it.each(objects)('makes %s due when all of them were enriched', (sObject) => {
		enrichAll(sObject);
		keepDue(org, wanted, now);
		expect(due(sObject)).toBe(20);
	});

	it('hands records back in a way that has them looked up again', () => {
		enrichAll('Account');
		keepDue(org, wanted, now);
		expect(org.emulator.org.count('Account', (row) => row[ownFields.matchHash.name] === null)).toBe(20);
	});

	it('leaves enough to read in every minute of many hours', () => {
		let fewest = Infinity;
		for (let minute = 0; minute <= 150; minute += 1) {
			now = hours(minute / 60);
			keepDue(org, { least: 20, mostAtOnce: 2 }, now);
			fewest = Math.min(fewest, settled('Contact'));
		}
		expect(fewest).toBeGreaterThan(10);
		expect(org.emulator.org.count('Contact')).toBe(40);
	});

	it('does not pile up records however long it is called', () => {
		for (let hour = 1; hour <= 24; hour += 1) {
			now = hours(hour);
			keepDue(org, wanted, now);
		}
		expect(objects.map((sObject) => due(sObject))).toEqual([20, 20, 20]);
		expect(org.emulator.org.count('Lead')).toBe(60);
	});
});
