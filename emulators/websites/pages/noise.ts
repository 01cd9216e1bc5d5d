/** What looks like a technology and is none: a mention, a customer's logo, an example in a text, a host that only resembles another. */
export const noises: readonly string[] = [
	'<p>Our guide compares HubSpot, Marketo, Salesforce and Pardot, and explains when WordPress or Shopify is enough.</p>',
	'<ul class="partners"><li><a href="https://www.hubspot.com/">HubSpot</a></li><li><a href="https://www.intercom.com">Intercom</a></li><li><a href="https://www.hotjar.com/">Hotjar</a></li></ul>',
	'<!-- <script async src="https://static.hotjar.com/c/hotjar-1.js"></script> removed in spring -->',
	'<!-- Segment <script>analytics.load("cdn.segment.com")</script> -->',
	'<pre><code>&lt;script src="https://js.hs-scripts.com/1.js"&gt;&lt;/script&gt;</code></pre>',
	'<textarea readonly><script src="https://widget.intercom.io/widget/abc"></script></textarea>',
	'<img src="/logos/salesforce.svg" alt="Salesforce"><img src="/logos/zendesk.png" alt="Zendesk">',
	'<script src="https://hs-scripts.com.cdn-mirror.example/1.js"></script>',
	'<script src="https://myhotjar.com.example.net/hotjar.js"></script>',
	'<script src="/vendor/not-intercom.io/widget.js"></script>',
	'<script>window.integrations=["HubSpot","Marketo","Zendesk","Intercom","Segment"];</script>',
	'<link rel="preconnect" href="https://js.stripe.com"><link rel="dns-prefetch" href="//static.klaviyo.com">',
	'<img src="https://blog.somebody-else.example/wp-content/uploads/2024/05/team.jpg" alt="Our team at a fair">',
	'<div class="hotjar-free drift-left marketo">no trackers here</div>',
	'<a href="https://www.youtube.com/watch?v=abc">Watch the talk</a> <a href="https://calendly.com/">Calendly</a>',
	'<script type="text/plain" class="example">https://cdn.optimizely.com/js/1.js</script>',
	'<meta name="keywords" content="drupal, joomla, magento, typo3, matomo">',
	'<a href="https://twitter.com/intent/tweet?text=hello">Share</a><a href="https://www.facebook.com/sharer/sharer.php?u=x">Share</a><a href="https://www.linkedin.com/shareArticle?url=x">Share</a>',
	'<p>Our press officer: <a href="https://www.linkedin.com/in/press-officer">profile</a>; agency: <a href="https://x.com/home">home</a></p>',
	'<script>var note="We moved away from Mixpanel; see mixpanel.com";console.log("wp-content")</script>',
];

/** TXT records that are next to real ones and say nothing. */
export const dnsNoises: readonly string[] = [
	'google-site-verification=abcdefghijklmnop',
	'v=spf1-draft include:_spf.salesforce.com',
	'our mail used to go through include:sendgrid.net',
	'facebook-domain-verification=a1b2c3d4',
	'atlassian',
];
