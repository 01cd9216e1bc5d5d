import { adds, type Installations, loads } from './installation';

/** Help desks, consent, payment, video, recruiting and the like, as their guides have them installed. */
export const serviceInstallations: Installations = {
	Zendesk: [
		loads('https://static.zdassets.com/ekr/snippet.js?key=#', ' id="ze-snippet"'),
		adds('https://v2.zopim.com/?#', 'window.$zopim||(function(){})();'),
		{ spf: ['include:mail.zendesk.com'] },
	],
	Intercom: [
		{
			body: `<script>window.intercomSettings={app_id:"i#"};(function(){var w=window,d=document;function l(){var s=d.createElement('script');s.async=true;s.src='https://widget.intercom.io/widget/i#';d.head.appendChild(s)}l()})();</script>`,
		},
		loads('https://js.intercomcdn.com/shim.latest.js'),
	],
	Freshdesk: [
		loads('https://widget.freshworks.com/widgets/#.js', ' async defer'),
		{ spf: ['include:email.freshdesk.com'] },
	],
	Freshchat: [loads('https://wchat.freshchat.com/js/widget.js', '')],
	LiveChat: [adds('https://cdn.livechatinc.com/tracking.js', 'window.__lc=window.__lc||{};window.__lc.license=#;')],
	'Tawk.to': [adds('https://embed.tawk.to/#/default', 'var Tawk_API=Tawk_API||{};')],
	Crisp: [adds('https://client.crisp.chat/l.js', 'window.$crisp=[];window.CRISP_WEBSITE_ID="#";')],
	Olark: [adds('https://static.olark.com/jsclient/loader.js')],
	'Help Scout': [adds('https://beacon-v2.helpscout.net'), { spf: ['include:helpscoutemail.com'] }],
	Gorgias: [loads('https://config.gorgias.chat/gorgias-chat-bundle-loader.js?applicationId=#')],
	Tidio: [loads('//code.tidio.co/#.js')],
	Userlike: [loads('https://userlike-cdn-widgets.s3-eu-west-1.amazonaws.com/#.js')],
	Kayako: [loads('https://acme#.kayako.com/api/v1/messenger.js')],
	OneTrust: [
		{ head: '<script src="https://cdn.cookielaw.org/scripttemplates/otSDKStub.js" data-domain-script="#"></script>' },
	],
	Cookiebot: [
		{
			head: '<script id="Cookiebot" src="https://consent.cookiebot.com/uc.js" data-cbid="#" data-blockingmode="auto"></script>',
		},
	],
	Usercentrics: [loads('https://app.usercentrics.eu/browser-ui/latest/loader.js', ' id="usercentrics-cmp" async')],
	Iubenda: [loads('//cdn.iubenda.com/cs/iubenda_cs.js', ' charset="UTF-8" async')],
	Osano: [loads('https://cmp.osano.com/#/#/osano.js', '')],
	Didomi: [adds('https://sdk.privacy-center.org/#/loader.js')],
	TrustArc: [loads('https://consent.trustarc.com/notice?domain=acme.com')],
	Stripe: [loads('https://js.stripe.com/v3/', ''), { txt: ['stripe-verification=#'] }],
	PayPal: [
		loads('https://www.paypal.com/sdk/js?client-id=#', ''),
		loads('https://www.paypalobjects.com/api/checkout.js'),
	],
	Klarna: [loads('https://js.klarna.com/web-sdk/v1/klarna.js', ' async data-client-id="#"')],
	Adyen: [loads('https://checkoutshopper-live.adyen.com/checkoutshopper/sdk/5.0.0/adyen.js', '')],
	Braintree: [loads('https://js.braintreegateway.com/web/3.99.0/js/client.min.js', '')],
	Wistia: [
		{
			body: '<script src="https://fast.wistia.com/embed/medias/a#.jsonp" async></script><script src="https://fast.wistia.com/assets/external/E-v1.js" async></script>',
		},
		{ body: '<iframe src="https://fast.wistia.net/embed/iframe/a#" title="Video"></iframe>' },
	],
	Vimeo: [{ body: '<iframe src="https://player.vimeo.com/video/#" width="640" height="360"></iframe>' }],
	YouTube: [{ body: '<iframe width="560" height="315" src="https://www.youtube.com/embed/abc#"></iframe>' }],
	Vidyard: [loads('https://play.vidyard.com/embed/v4.js')],
	'Google Maps': [
		{ body: '<iframe src="https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d#"></iframe>' },
		loads('https://maps.googleapis.com/maps/api/js?key=AIza#'),
	],
	reCAPTCHA: [
		loads('https://www.google.com/recaptcha/api.js?render=#'),
		loads('https://www.recaptcha.net/recaptcha/api.js'),
	],
	hCaptcha: [loads('https://js.hcaptcha.com/1/api.js')],
	Algolia: [loads('https://cdn.jsdelivr.net/npm/algoliasearch@4.24.0/dist/algoliasearch-lite.umd.js', '')],
	Greenhouse: [
		{
			body: '<div id="grnhse_app"></div><script src="https://boards.greenhouse.io/embed/job_board/js?for=acme#"></script>',
		},
	],
	Personio: [{ body: '<iframe src="https://acme#.jobs.personio.de/"></iframe>' }],
	Workable: [loads('https://www.workable.com/assets/embed.js', '')],
	Accessibe: [loads('https://acsbapp.com/apps/app/dist/js/app.js')],
	UserWay: [loads('https://cdn.userway.org/widget.js')],
	Weglot: [loads('https://cdn.weglot.com/weglot.min.js')],
	Disqus: [adds('https://acme#.disqus.com/embed.js')],
	LaunchDarkly: [loads('https://app.launchdarkly.com/snippet/ldclient.min.js')],
	Statuspage: [loads('https://#.statuspage.io/embed/script.js')],
};
