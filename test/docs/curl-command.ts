/** A request as `fetch` takes it. */
export interface CurlRequest {
	readonly url: string;
	readonly method: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
}

/** The request that a curl command sends; knows only the options that guides use, and throws on any other. */
export function readCurl(command: string): CurlRequest {
	const [program, ...words] = splitWords(command);
	if (program !== 'curl') throw new Error(`Not a curl command: ${command}`);
	let url = '';
	let isGet = false;
	const headers: Record<string, string> = {};
	const data: string[] = [];
	while (words.length > 0) {
		const word = words.shift()!;
		if (word === '-G') isGet = true;
		else if (word === '-d') data.push(words.shift()!);
		else if (word === '--data-urlencode') data.push(encodeValue(words.shift()!));
		else if (word === '-H') {
			const [name, ...value] = words.shift()!.split(':');
			headers[name.trim()] = value.join(':').trim();
		} else if (word.startsWith('-')) throw new Error(`This curl option is not known here: ${word}`);
		else url = word;
	}
	if (isGet || data.length === 0)
		return { url: data.length > 0 ? `${url}?${data.join('&')}` : url, method: 'GET', headers };
	return {
		url,
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
		body: data.join('&'),
	};
}

function splitWords(command: string): string[] {
	return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
		([, double, single, bare]) => double ?? single ?? bare,
	);
}

function encodeValue(pair: string): string {
	const equals = pair.indexOf('=');
	return `${pair.slice(0, equals + 1)}${encodeURIComponent(pair.slice(equals + 1))}`;
}
