/** One line of a group: what may, or may not, be read. */
interface RobotsRule {
	readonly pattern: string;
	readonly isAllowed: boolean;
}

/** A path is compared up to here, so that no robots.txt can keep anybody busy. */
const maxPathChars = 2_048;

/**
 * Whether a robots.txt lets the robot `name` read paths, by RFC 9309: the groups that name it, or else those for all; the longest
 * rule that fits decides, and of two as long the one that allows.
 */
export function robotsTxt(text: string, name: string): (path: string) => boolean {
	const rules = rulesFor(text, name.toLowerCase());
	return (path) => {
		const compared = encoded(path.slice(0, maxPathChars));
		let decisive: RobotsRule = { pattern: '', isAllowed: true };
		for (const rule of rules) {
			const isLonger = rule.pattern.length > decisive.pattern.length;
			const isKinder = rule.pattern.length === decisive.pattern.length && rule.isAllowed;
			if ((isLonger || isKinder) && fits(rule.pattern, compared)) decisive = rule;
		}
		return decisive.isAllowed;
	};
}

function rulesFor(text: string, name: string): RobotsRule[] {
	const own: RobotsRule[] = [];
	const everybodys: RobotsRule[] = [];
	let isNamed = false;
	let [isOwn, isEverybodys, isHead] = [false, false, false];
	for (const line of text.split(/\r\n|\r|\n/)) {
		const [, key, value] = /^\s*(user-agent|allow|disallow)\s*:\s*([^#]*)/i.exec(line) ?? [];
		if (key === undefined) continue;
		if (key.toLowerCase() !== 'user-agent') {
			isHead = false;
			const rule = { pattern: encoded(value.trim()), isAllowed: key.toLowerCase() === 'allow' };
			if (isOwn && rule.pattern !== '') own.push(rule);
			if (isEverybodys && rule.pattern !== '') everybodys.push(rule);
			continue;
		}
		// Lines that follow one another name the robots of one group.
		if (!isHead) [isOwn, isEverybodys, isHead] = [false, false, true];
		const agent = value.trim().toLowerCase().split('/')[0];
		isOwn ||= agent === name;
		isNamed ||= agent === name;
		isEverybodys ||= agent === '*';
	}
	return isNamed ? own : everybodys;
}

/** `*` stands for any characters, `$` at the end for the end of the path; found from left to right, in one pass. */
function fits(pattern: string, path: string): boolean {
	const isWhole = pattern.endsWith('$');
	const [first, ...parts] = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
	if (!path.startsWith(first)) return false;
	let at = first.length;
	const last = isWhole ? parts.pop() : undefined;
	for (const part of parts) {
		const found = path.indexOf(part, at);
		if (found < 0) return false;
		at = found + part.length;
	}
	if (!isWhole) return true;
	return last === undefined ? at === path.length : path.length - last.length >= at && path.endsWith(last);
}

/** Paths and rules in one spelling, whether they are percent-encoded or not. */
function encoded(path: string): string {
	return path
		.replaceAll(/[^\x21-\x7e]+/gu, (characters) => encodeURIComponent(characters))
		.replaceAll(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
}
