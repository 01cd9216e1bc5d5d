import { readPage } from './read-page';

const read = (html: string) => readPage(html, new URL('https://www.acme.com/en/'));

describe('readPage', () => {
	it('reads title, language, heading, meta elements and text', () => {
		const page = read(
			'<html lang="de-AT"><head><title>A &amp; B</title><meta name="Description" content="x"><meta property="og:title" content="y"><style>p{}</style></head><body><h1>He <b>llo</b></h1><script>no</script><p>seen</p></body>',
		);
		expect(page).toMatchObject({ title: 'A & B', lang: 'de-AT', heading: 'He llo' });
		expect([...page.metas]).toEqual([
			['description', 'x'],
			['og:title', 'y'],
		]);
		expect(page.text).toBe('He lloseen');
	});

	it('keeps a script in the title as text', () => {
		expect(read('<title><script>alert(1)</script></title>')).toMatchObject({
			title: '<script>alert(1)</script>',
			scripts: [],
		});
	});

	it.each([
		['a script', '<script src="/a.js"></script>', ['script https://www.acme.com/a.js']],
		[
			'a script that waits for consent',
			'<script type="text/plain" data-cookieconsent="x" src="//b.com/a.js"></script>',
			['script https://b.com/a.js'],
		],
		['a script that is only text', '<script type="text/plain" src="//b.com/a.js"></script>', []],
		['a style sheet', '<link rel="stylesheet" href="a.css">', ['link https://www.acme.com/en/a.css']],
		['what is only announced', '<link rel="preconnect" href="https://b.com"><link rel="canonical" href="/c">', []],
		[
			'a frame, an image, a form',
			'<iframe src="https://f.com"></iframe><img src="i.png"><form action="/x">',
			['iframe https://f.com/', 'img https://www.acme.com/en/i.png', 'form https://www.acme.com/x'],
		],
		['what is commented out', '<!-- <script src="https://b.com"></script> -->', []],
		['what stands in a field', '<textarea><script src="https://b.com"></script></textarea>', []],
		[
			'what stands in a template',
			'<template><p><script src="https://b.com"></script></p></template><img src="/i">',
			['img https://www.acme.com/i'],
		],
		['no address', '<script src="http://["></script>', []],
	])('takes %s for what it is', (_, html, resources) => {
		expect(read(html).resources.map(({ tag, url }) => `${tag} ${url.href}`)).toEqual(resources);
	});

	it('tells scripts, JSON-LD, comments and marks apart', () => {
		const page = read(
			'<script>run()</script><script type="application/ld+json">{"a":1}</script><script id="__NEXT_DATA__" type="application/json">{}</script><!--note--><div data-wf-site="1"></div>',
		);
		expect(page).toMatchObject({ scripts: ['run()'], jsonLd: ['{"a":1}'], comments: ['note'] });
		expect([...page.marks]).toEqual([
			'type=application/ld+json',
			'#__NEXT_DATA__',
			'type=application/json',
			'data-wf-site',
		]);
	});

	it('reads microdata of organizations only', () => {
		const page = read(
			'<div itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Acme</b><a itemprop="url" href="/x">u</a><meta itemprop="telephone" content="1"></div>',
		);
		expect(Object.fromEntries(page.microdata)).toEqual({ name: 'Acme', url: '/x', telephone: '1' });
		expect(read('<div itemtype="https://schema.org/Product"><b itemprop="name">Anvil</b></div>').microdata.size).toBe(
			0,
		);
	});

	it.each(['<i>', '<div><h1>', '<a href=x>', '<svg><title>', '<script>', '<!--', '<x a=1 '])(
		'is done soon with a megabyte of %s',
		(piece) => {
			const before = process.cpuUsage();
			read(piece.repeat(1_000_000 / piece.length));
			expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
		},
	);
});
