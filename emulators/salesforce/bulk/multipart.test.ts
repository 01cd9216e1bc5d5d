import { readMultipart } from './multipart';

const form = [
	'--B',
	'Content-Type: application/json',
	'Content-Disposition: form-data; name="job"',
	'',
	'{}',
	'--B',
	'Content-Disposition: form-data; name="content"; filename="content"',
	'',
	'Id',
	'1--B',
	'',
	'--B--',
];

function read(text: string, contentType = 'multipart/form-data; boundary=B') {
	return readMultipart(contentType, Buffer.from(text))?.map(({ name, bytes }) => [name, bytes.toString()]);
}

describe('readMultipart', () => {
	it.each(['\r\n', '\n'])('reads parts whose lines end in %j', (end) => {
		expect(read(form.join(end))).toEqual([
			['job', '{}'],
			['content', `Id${end}1--B${end}`],
		]);
	});

	it('takes a quoted boundary', () => {
		expect(read(form.join('\r\n'), 'multipart/form-data; charset=UTF-8; boundary="B"')).toHaveLength(2);
	});

	it.each([
		['without its end', form.slice(0, -1).join('\n'), undefined],
		['of another boundary', form.join('\n'), 'multipart/form-data; boundary=C'],
		['without a boundary', form.join('\n'), 'multipart/form-data'],
		['with a nameless part', form.join('\n').replace('name="job"', ''), undefined],
	])('knows no form %s', (_, text, contentType) => {
		expect(read(text, contentType)).toBeUndefined();
	});
});
