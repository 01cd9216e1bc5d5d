import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The environment of a process of Node whose clock is so far ahead of this machine's: nobody waits for a lease to run
 * out, and nothing but the time is different. The code that moves the clock is written into the folder.
 * `options` are what Node is told besides.
 */
export function clockAhead(
	folder: string,
	milliseconds: number,
	options = process.env.NODE_OPTIONS,
): NodeJS.ProcessEnv {
	const file = join(folder, 'clock-ahead.cjs');
	writeFileSync(
		file,
		`
const now = Date.now;
const later = () => now() + ${milliseconds};
globalThis.Date = new Proxy(Date, {
	construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [later()] : args, newTarget),
	apply: () => new Date(later()).toString(),
	get: (target, key) => (key === 'now' ? later : Reflect.get(target, key)),
});
`,
	);
	return { NODE_OPTIONS: [options, `--require=${JSON.stringify(file)}`].filter(Boolean).join(' ') };
}
