import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { buildSchema } from '../schema/build-schema';
import { RecordStore } from './record-store';
import { Snapshots } from './snapshots';

const schema = buildSchema({});
const lead = schema.type('Lead')!;

let store: RecordStore;
let snapshots: Snapshots;

beforeEach(() => {
	store = new RecordStore(schema, ':memory:');
	snapshots = new Snapshots(store);
});
afterEach(() => store.database.close());

function addLead(lastName: string): string {
	const id = store.nextId(lead);
	store.insert(lead, { Id: id, LastName: lastName });
	return id;
}

const rowNumbers = () =>
	store
		.prepare('SELECT rowid AS n, LastName FROM "Lead" ORDER BY rowid')
		.all()
		.map(({ n, LastName }) => [n, LastName]);

describe('Snapshots', () => {
	it('bring records back under their numbers, and ids go on from there', () => {
		addLead('A');
		store.remove(lead, addLead('B'));
		addLead('C');
		const before = rowNumbers();
		const snapshot = snapshots.take();
		const next = addLead('D');
		store.remove(lead, String(store.findBy(lead, 'LastName', 'A')[0].Id));
		snapshots.restore(snapshot);
		expect(rowNumbers()).toEqual(before);
		expect(store.nextId(lead)).toBe(next);
	});

	it('share the copies of what has not changed', () => {
		snapshots.take();
		const copies = snapshots.copyCount;
		addLead('A');
		snapshots.take();
		expect(snapshots.copyCount).toBe(copies + 1);
	});

	it('free a copy with the last snapshot that needs it', () => {
		const kept = snapshots.take();
		const copies = snapshots.copyCount;
		addLead('A');
		const released = snapshots.take();
		snapshots.release(released);
		snapshots.release(released);
		expect(snapshots.copyCount).toBe(copies);
		snapshots.restore(kept);
		expect(rowNumbers()).toEqual([]);
		snapshots.release(kept);
		expect(snapshots.copyCount).toBe(0);
	});

	it('free the copies of forgotten snapshots', async () => {
		for (let index = 0; index < 3; index++) {
			addLead(`A${index}`);
			snapshots.take();
		}
		setFlagsFromString('--expose-gc');
		const collectGarbage = runInNewContext('gc') as () => void;
		for (let turn = 0; turn < 5 && snapshots.copyCount > 0; turn++) {
			collectGarbage();
			await new Promise((resolve) => setImmediate(resolve));
		}
		expect(snapshots.copyCount).toBe(0);
	});
});
