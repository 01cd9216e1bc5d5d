import communityNodes from '@n8n/eslint-plugin-community-nodes';
import nodesBase from 'eslint-plugin-n8n-nodes-base';

/**
 * Both of n8n's plugins, by what they apply to. eslint-plugin-n8n-nodes-base ships its rule sets in
 * the old configuration's shape, so they are taken over rule by rule.
 */
const plugins = { 'n8n-nodes-base': nodesBase, '@n8n/community-nodes': communityNodes };
const communityRules = communityNodes.configs.recommendedWithoutN8nCloudSupport.rules;

export const packageJsonRules = {
	plugins,
	rules: {
		...nodesBase.configs.community.rules,
		...communityRules,
		// The pack speaks to Salesforce through jsforce and reads CSV files; it is for self-hosted n8n.
		'@n8n/community-nodes/no-runtime-dependencies': 'off',
	},
};

export const credentialRules = {
	plugins,
	rules: {
		...nodesBase.configs.credentials.rules,
		...communityRules,
		// It wants the name of a page on n8n's own site; the one below it demands a URL of community packs.
		'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
		// The nodes say testedBy in a shared list, which the rule cannot follow; nodes/descriptions.test.ts asserts it.
		'@n8n/community-nodes/credential-test-required': 'off',
		// The names say which org and who logs in, in words; that there is an API behind it helps nobody choose.
		'n8n-nodes-base/cred-class-field-display-name-miscased': 'off',
		'n8n-nodes-base/cred-class-field-display-name-missing-api': 'off',
		'n8n-nodes-base/cred-class-field-display-name-missing-oauth2': 'off',
	},
};

export const nodeRules = {
	plugins,
	rules: {
		...nodesBase.configs.nodes.rules,
		...communityRules,
		// Both demand the text ['main'] and know neither NodeConnectionTypes nor a second output.
		'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
		'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		// It demands 50, a page for the editor; a run that stopped there would need weeks for an org.
		'n8n-nodes-base/node-param-default-wrong-for-limit': 'off',
	},
};
