/** How a technology is known; each begins with where it is looked for. */
export type Sign =
	/** A host (and its subdomains) that a script, frame or style sheet comes from, and how the rest of its URL begins. */
	| `host:${string}`
	/** The same of an image or of where a form is sent. */
	| `sends:${string}`
	/** A part of the path of something that comes from the site itself. */
	| `path:${string}`
	/** A part of a script within the page. */
	| `code:${string}`
	/** How `<meta name="generator">` begins. */
	| `generator:${string}`
	/** `name`, or `name=how its content begins`. */
	| `meta:${string}`
	/** A header's name, or `name=a part of its value`. */
	| `header:${string}`
	/** How the name of a cookie that the page sets begins. */
	| `cookie:${string}`
	/** An id, an attribute's name, or a `type=` of a script. */
	| `mark:${string}`
	/** A part of a comment. */
	| `comment:${string}`
	/** A host (and its subdomains) that takes the domain's mail. */
	| `mx:${string}`
	/** A host (and its subdomains) whose mail the domain vouches for. */
	| `spf:${string}`
	/** How a TXT record begins. */
	| `txt:${string}`
	/** A host (and its subdomains) that `www.` of the domain is another name of. */
	| `cname:${string}`
	/** A host (and its subdomains) that gets the reports of DMARC. */
	| `dmarc:${string}`;

/** A technology, its category and its signs, any of which suffices. */
export type Technology = readonly [name: string, category: string, ...signs: readonly Sign[]];
