import { doubtAfterMs, knownForMs, KnownSecrets, oldAfterMs } from './known-secrets';

const trigger = 'workflow credential';
const at = (ms: number) => new Date(Date.UTC(2026, 10, 28) + ms);

/** n8n with a secret that may change. */
function anN8n(secret: string) {
	const n8n = { secret, asked: 0, read: async () => ((n8n.asked += 1), n8n.secret) };
	return n8n;
}

describe('KnownSecrets', () => {
	it('asks n8n once for calls with the right secret', async () => {
		const [secrets, n8n] = [new KnownSecrets(), anN8n('right')];
		for (const ms of [0, 1, 500, knownForMs - 1]) {
			await expect(secrets.isRight(trigger, 'right', n8n.read, at(ms))).resolves.toBe(true);
		}
		expect(n8n.asked).toBe(1);
	});

	it('takes no withdrawn secret once the time is over', async () => {
		const [secrets, n8n] = [new KnownSecrets(), anN8n('right')];
		await secrets.isRight(trigger, 'right', n8n.read, at(0));
		n8n.secret = 'new';
		await expect(secrets.isRight(trigger, 'right', n8n.read, at(knownForMs))).resolves.toBe(false);
	});

	it('asks again when a secret is wrong, so that a new one is taken at once', async () => {
		const [secrets, n8n] = [new KnownSecrets(), anN8n('right')];
		await secrets.isRight(trigger, 'right', n8n.read, at(0));
		n8n.secret = 'new';
		await expect(secrets.isRight(trigger, 'new', n8n.read, at(doubtAfterMs))).resolves.toBe(true);
		await expect(secrets.isRight(trigger, 'right', n8n.read, at(doubtAfterMs))).resolves.toBe(false);
	});

	it('lets strangers ask n8n no more than once a second', async () => {
		const [secrets, n8n] = [new KnownSecrets(), anN8n('right')];
		for (let ms = 0; ms < 3 * doubtAfterMs; ms += 10) {
			await expect(secrets.isRight(trigger, `guess ${ms}`, n8n.read, at(ms))).resolves.toBe(false);
		}
		expect(n8n.asked).toBe(3);
	});

	it('asks once for calls that come at the same time', async () => {
		const [secrets, n8n] = [new KnownSecrets(), anN8n('right')];
		const shown = ['right', 'wrong', 'right'];
		const answers = shown.map((each) => secrets.isRight(trigger, each, n8n.read, at(0)));
		await expect(Promise.all(answers)).resolves.toEqual([true, false, true]);
		expect(n8n.asked).toBe(1);
	});

	it('renews what is old behind a call, so that the next one need not wait', async () => {
		const [secrets, n8n] = [new KnownSecrets(), anN8n('right')];
		await secrets.isRight(trigger, 'right', n8n.read, at(0));
		await secrets.renew(trigger, n8n.read, at(oldAfterMs - 1));
		expect(n8n.asked).toBe(1);
		await secrets.renew(trigger, n8n.read, at(oldAfterMs));
		await secrets.isRight(trigger, 'right', n8n.read, at(oldAfterMs + knownForMs - 1));
		expect(n8n.asked).toBe(2);
	});

	it('forgets a secret that n8n no longer gives, and says why to the next call', async () => {
		const [secrets, n8n] = [new KnownSecrets(), anN8n('right')];
		await secrets.isRight(trigger, 'right', n8n.read, at(0));
		const gone = async () => await Promise.reject(new Error('no such credential'));
		await secrets.renew(trigger, gone, at(oldAfterMs));
		await expect(secrets.isRight(trigger, 'right', gone, at(oldAfterMs))).rejects.toThrow('no such credential');
	});

	it('keeps triggers apart', async () => {
		const [secrets, one, other] = [new KnownSecrets(), anN8n('one'), anN8n('other')];
		await secrets.isRight('one', 'one', one.read, at(0));
		await expect(secrets.isRight('other', 'one', other.read, at(0))).resolves.toBe(false);
	});

	it('asks again when the clock was set back', async () => {
		const [secrets, n8n] = [new KnownSecrets(), anN8n('right')];
		await secrets.isRight(trigger, 'right', n8n.read, at(0));
		await secrets.isRight(trigger, 'right', n8n.read, at(-1));
		expect(n8n.asked).toBe(2);
	});
});
