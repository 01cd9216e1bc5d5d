import type { Installation, Installations } from './installation';

/** What sites are built with and run on, as such sites look; shops and frameworks too. */
export const platformInstallations: Installations = {
	WordPress: [
		{
			head: '<meta name="generator" content="WordPress 6.7.1">\n<link rel="stylesheet" href="/wp-content/themes/site/style.css?ver=6.7.1">',
		},
		{
			head: '<link rel="https://api.w.org/" href="/wp-json/">\n<script src="/wp-includes/js/jquery/jquery.min.js?ver=3.7.1"></script>',
		},
		{ body: '<script src="/wp-content/plugins/contact-form-7/includes/js/index.js?ver=6.0"></script>' },
	],
	WooCommerce: [
		{ head: '<meta name="generator" content="WooCommerce 9.4.2">' },
		{ body: '<script src="/wp-content/plugins/woocommerce/assets/js/frontend/add-to-cart.min.js"></script>' },
	],
	Elementor: [
		{ head: '<link rel="stylesheet" href="/wp-content/plugins/elementor/assets/css/frontend.min.css?ver=3.25">' },
	],
	'Yoast SEO': [
		{
			head: '<!-- This site is optimized with the Yoast SEO plugin v24.0 - https://yoast.com/wordpress/plugins/seo/ -->',
		},
	],
	Drupal: [
		{
			head: '<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">',
			headers: { 'x-generator': 'Drupal 10 (https://www.drupal.org)' },
		},
		{
			body: '<script type="application/json" data-drupal-selector="drupal-settings-json">{"path":{"baseUrl":"/"}}</script>',
		},
	],
	Joomla: [{ head: '<meta name="generator" content="Joomla! - Open Source Content Management">' }],
	TYPO3: [
		{
			head: '<meta name="generator" content="TYPO3 CMS">\n<link rel="stylesheet" href="/typo3temp/assets/compressed/merged-#.css">',
		},
	],
	Wix: [
		{
			head: '<meta name="generator" content="Wix.com Website Builder">\n<script src="https://static.parastorage.com/services/wix-thunderbolt/dist/main.js"></script>',
			headers: { 'x-wix-request-id': '17#' },
		},
	],
	Squarespace: [
		{
			head: '<!-- This is Squarespace. -->\n<script src="https://static1.squarespace.com/static/vta/#/scripts/site.js"></script>',
			headers: { server: 'Squarespace' },
		},
	],
	Webflow: [
		{
			head: '<meta content="Webflow" name="generator">\n<link href="https://cdn.prod.website-files.com/#/css/site.css" rel="stylesheet">',
		},
	],
	Framer: [
		{
			head: '<meta name="generator" content="Framer a1b2">\n<script src="https://events.framer.com/script" async></script>',
		},
	],
	Ghost: [{ head: '<meta name="generator" content="Ghost 5.101">' }],
	Contentful: [{ body: '<img src="https://images.ctfassets.net/s#/hero.jpg" alt="">' }],
	'HubSpot CMS Hub': [{ head: '<meta name="generator" content="HubSpot">', headers: { 'x-hs-hub-id': '#' } }],
	Sitecore: [
		{
			body: '<img src="/-/media/project/site/hero.jpg?h=800&iar=0&hash=#">',
			headers: { 'set-cookie': 'SC_ANALYTICS_GLOBAL_COOKIE=#; path=/; HttpOnly' },
		},
	],
	'Adobe Experience Manager': [
		{ head: '<link rel="stylesheet" href="/etc.clientlibs/site/clientlibs/clientlib-base.lc-#-lc.min.css">' },
	],
	Contao: [{ head: '<meta name="generator" content="Contao Open Source CMS">' }],
	Shopify: [
		{
			head: '<script src="https://cdn.shopify.com/s/files/1/#/t/2/assets/theme.js" defer></script>\n<script>var Shopify=Shopify||{};Shopify.shop="acme-#.myshopify.com";</script>',
		},
		{
			headers: { 'x-shopify-stage': 'production', 'powered-by': 'Shopify' },
			head: '<link rel="stylesheet" href="//site/cdn/shop/t/4/assets/base.css">',
		},
	],
	Magento: [
		{ body: '<script type="text/x-magento-init">{"*":{"Magento_Ui/js/core/app":{}}}</script>' },
		{
			head: '<script src="/static/version#/frontend/Magento/luma/en_US/requirejs/require.js"></script>',
			headers: { 'x-magento-cache-debug': 'MISS' },
		},
	],
	BigCommerce: [
		{
			head: '<link href="https://cdn11.bigcommerce.com/s-#/stencil/css/theme.css" rel="stylesheet"><script src="https://cdn11.bigcommerce.com/s-#/stencil/js/theme.js"></script>',
		},
	],
	PrestaShop: [{ head: '<meta name="generator" content="PrestaShop">', headers: { 'powered-by': 'PrestaShop' } }],
	Shopware: [{ head: '<meta name="application-name" content="Shopware">', headers: { 'sw-version-id': '#' } }],
	'Salesforce Commerce Cloud': [
		{ head: '<script src="/on/demandware.static/Sites-Acme-Site/-/en_US/v#/js/main.js"></script>' },
	],
	'Next.js': [
		{
			body: '<script id="__NEXT_DATA__" type="application/json">{"page":"/","buildId":"#"}</script><script src="/_next/static/chunks/main-#.js" defer></script>',
		},
		{ headers: { 'x-powered-by': 'Next.js' } },
	],
	Nuxt: [
		{ body: '<script>window.__NUXT__={config:{}}</script><script type="module" src="/_nuxt/entry.#.js"></script>' },
	],
	Gatsby: [{ head: '<meta name="generator" content="Gatsby 5.13.7">', body: '<div id="___gatsby"></div>' }],
	Angular: [{ body: '<app-root ng-version="18.2.0"></app-root>' }],
	Astro: [{ head: '<meta name="generator" content="Astro v5.0.3">' }],
	Hugo: [{ head: '<meta name="generator" content="Hugo 0.139.0">' }],
	Jekyll: [{ head: '<meta name="generator" content="Jekyll v4.3.4">' }],
	'Ruby on Rails': [
		{ head: '<meta name="csrf-param" content="authenticity_token">\n<meta name="csrf-token" content="#">' },
	],
	Laravel: [{ headers: { 'set-cookie': 'laravel_session=#; path=/; httponly' } }],
	'ASP.NET': [
		{ headers: { 'x-powered-by': 'ASP.NET', 'x-aspnet-version': '4.0.30319' } },
		{ body: '<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUK#">' },
	],
	PHP: [{ headers: { 'x-powered-by': 'PHP/8.3.14' } }, { headers: { 'set-cookie': 'PHPSESSID=#; path=/' } }],
	Cloudflare: [{ headers: { server: 'cloudflare', 'cf-ray': '8f#-FRA' } }],
	Vercel: [{ headers: { server: 'Vercel', 'x-vercel-id': 'fra1::#' } }],
	Netlify: [{ headers: { server: 'Netlify', 'x-nf-request-id': '01J#' } }],
	'Amazon CloudFront': [{ headers: { via: '1.1 #.cloudfront.net (CloudFront)', 'x-amz-cf-id': '#' } }],
	Fastly: [{ headers: { 'x-served-by': 'cache-fra-#-FRA', 'x-fastly-request-id': '#' } }],
	nginx: [{ headers: { server: 'nginx/1.26.2' } }],
	Apache: [{ headers: { server: 'Apache/2.4.62 (Debian)' } }],
	'Microsoft IIS': [{ headers: { server: 'Microsoft-IIS/10.0' } }],
	LiteSpeed: [{ headers: { server: 'LiteSpeed' } }],
	'WP Engine': [{ headers: { 'x-powered-by': 'WP Engine' } }],
};

/** What a site of the platform has beside it, always. */
export const broughtAlong: Readonly<Record<string, readonly string[]>> = {
	WooCommerce: ['WordPress'],
	Elementor: ['WordPress'],
	'Yoast SEO': ['WordPress'],
};

/** Mail systems and what domains are verified for, as their guides have them entered in the DNS. */
export const dnsInstallations: Installations = {
	'Google Workspace': [
		{
			mx: ['aspmx.l.google.com', 'alt1.aspmx.l.google.com', 'alt2.aspmx.l.google.com'],
			spf: ['include:_spf.google.com'],
		},
		{ mx: ['smtp.google.com'], spf: ['include:_spf.google.com'] },
	],
	'Microsoft 365': [
		{ mx: ['acme-com.mail.protection.outlook.com'], spf: ['include:spf.protection.outlook.com'], txt: ['MS=ms#'] },
	],
	'Zoho Mail': [{ mx: ['mx.zoho.eu', 'mx2.zoho.eu'], spf: ['include:zoho.eu'] }],
	Proofpoint: [{ mx: ['mxa-00#.gslb.pphosted.com'], spf: ['include:spf-00#.pphosted.com'] }],
	Mimecast: [
		{
			mx: ['eu-smtp-inbound-1.mimecast.com', 'eu-smtp-inbound-2.mimecast.com'],
			spf: ['include:eu._netblocks.mimecast.com'],
		},
	],
	'Proton Mail': [
		{
			mx: ['mail.protonmail.ch', 'mailsec.protonmail.ch'],
			spf: ['include:_spf.protonmail.ch'],
			txt: ['protonmail-verification=#'],
		},
	],
	Fastmail: [{ mx: ['in1-smtp.messagingengine.com'], spf: ['include:spf.messagingengine.com'] }],
	Barracuda: [{ mx: ['d#.ess.barracudanetworks.com'], spf: [] }],
	SendGrid: [{ spf: ['include:sendgrid.net'] }],
	Mailgun: [{ spf: ['include:mailgun.org'] }],
	'Amazon SES': [{ spf: ['include:amazonses.com'] }],
	Postmark: [{ spf: ['include:spf.mtasv.net'] }],
	Atlassian: [{ txt: ['atlassian-domain-verification=#'] }],
	DocuSign: [{ txt: ['docusign=#'] }],
	Slack: [{ txt: ['slack-domain-verification=#'] }],
	Zoom: [{ txt: ['ZOOM_verify_#'] }],
	Notion: [{ txt: ['notion-domain-verification=#'] }],
	Dropbox: [{ txt: ['dropbox-domain-verification=#'] }],
	Miro: [{ txt: ['miro-verification=#'] }],
	Webex: [{ txt: ['cisco-ci-domain-verification=#'] }],
	Teamviewer: [{ txt: ['teamviewer-sso-verification=#'] }],
} satisfies Record<string, readonly Installation[]>;
