/** One way in which a product can be seen on a home page or in the DNS of its company. */
export interface Installation {
	/** In `<head>`. */
	readonly head?: string;
	/** Before `</body>`. */
	readonly body?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly mx?: readonly string[];
	/** Further parts of the one SPF record. */
	readonly spf?: readonly string[];
	readonly txt?: readonly string[];
}

/** The ways by name of the product as its vendor writes it; `#` is replaced by digits, so that no two sites share an account. */
export type Installations = Readonly<Record<string, readonly Installation[]>>;

/** A script that is loaded from elsewhere, as most vendors have it pasted. */
export function loads(src: string, attributes = ' async'): Installation {
	return { head: `<script${attributes} src="${src}"></script>` };
}

/** A script in the page that adds another one. */
export function adds(src: string, before = ''): Installation {
	return {
		head: `<script>${before}(function(d,s){var e=d.createElement(s);e.async=1;e.src="${src}";d.getElementsByTagName(s)[0].parentNode.insertBefore(e,d.getElementsByTagName(s)[0])})(document,"script");</script>`,
	};
}
