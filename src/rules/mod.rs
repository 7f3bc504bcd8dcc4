//! The rules, one file each, and the registry.

mod adding;

mod allowance;

mod cause;

pub(crate) mod demand;

pub(crate) mod fleet;

pub mod names;

mod multiples;

mod need;

mod paid;

mod prelude;

mod promise;

mod quota;

mod reserve;

mod spent;

mod topics;
#[cfg(test)]
mod trial;

#[cfg(test)]
mod testing;

mod arithmetic {
    pub(in crate::rules) mod burn_rate_mismatch;
    pub(in crate::rules) mod compound_growth_mismatch;
    pub(in crate::rules) mod cost_sum_mismatch;
    pub(in crate::rules) mod cost_superlinear;
    pub(in crate::rules) mod data_volume_mismatch;
    pub(in crate::rules) mod derived_figure_mismatch;
    pub(in crate::rules) mod discount_stacking;
    pub(in crate::rules) mod downtime_arithmetic_mismatch;
    pub(in crate::rules) mod equation_mismatch;
    pub(in crate::rules) mod line_product_mismatch;
    pub(in crate::rules) mod mean_rate_mismatch;
    pub(in crate::rules) mod mixed_cost_basis;
    pub(in crate::rules) mod net_unit_cost_mismatch;
    pub(in crate::rules) mod peak_factor_mismatch;
    pub(in crate::rules) mod percent_change_mismatch;
    pub(in crate::rules) mod range_inverted;
    pub(in crate::rules) mod share_sum_mismatch;
    pub(in crate::rules) mod sum_mismatch;
    pub(in crate::rules) mod token_cost_mismatch;
    pub(in crate::rules) mod total_capacity_mismatch;
    pub(in crate::rules) mod unit_conversion_mismatch;
    pub(in crate::rules) mod unit_cost_ceiling_implausible;
    pub(in crate::rules) mod unit_cost_total_mismatch;
    pub(in crate::rules) mod value_out_of_domain;
}

mod capacity {
    pub(in crate::rules) mod autoscale_ceiling_below_target;
    pub(in crate::rules) mod autoscale_too_slow;
    pub(in crate::rules) mod availability_composition_infeasible;
    pub(in crate::rules) mod bandwidth_below_demand;
    pub(in crate::rules) mod cache_hit_infeasible;
    pub(in crate::rules) mod capacity_below_demand;
    pub(in crate::rules) mod connection_pool_exceeded;
    pub(in crate::rules) mod dependency_latency_exceeds_slo;
    pub(in crate::rules) mod headroom_below_policy;
    pub(in crate::rules) mod limit_exceeded;
    pub(in crate::rules) mod linear_scaling_assumed;
    pub(in crate::rules) mod littles_law_violation;
    pub(in crate::rules) mod load_test_open_closed_mismatch;
    pub(in crate::rules) mod load_test_rig_invalid;
    pub(in crate::rules) mod load_test_sample_too_small;
    pub(in crate::rules) mod load_test_throughput_infeasible;
    pub(in crate::rules) mod load_test_too_short_for_autoscale;
    pub(in crate::rules) mod n_minus_one_capacity;
    pub(in crate::rules) mod overprovisioned;
    pub(in crate::rules) mod queue_drain_infeasible;
    pub(in crate::rules) mod rate_limit_below_demand;
    pub(in crate::rules) mod single_point_of_failure;
    pub(in crate::rules) mod storage_below_growth;
    pub(in crate::rules) mod utilisation_latency_infeasible;
    pub(in crate::rules) mod volume_ratio_implausible;
}

mod clarity {
    pub(in crate::rules) mod alert_underspecified;
    pub(in crate::rules) mod infra_without_quantity;
    pub(in crate::rules) mod latency_without_percentile;
    pub(in crate::rules) mod number_locale_ambiguous;
    pub(in crate::rules) mod objective_not_measurable;
    pub(in crate::rules) mod quantity_basis_missing;
    pub(in crate::rules) mod risk_mitigation_vague;
    pub(in crate::rules) mod undecided_alternative;
    pub(in crate::rules) mod vague_quantifier;
}

mod completeness {
    pub(in crate::rules) mod availability_target_missing;
    pub(in crate::rules) mod bottleneck_not_in_risks;
    pub(in crate::rules) mod cost_component_untraced;
    pub(in crate::rules) mod cost_total_missing;
    pub(in crate::rules) mod load_test_criteria_missing;
    pub(in crate::rules) mod load_test_profile_incomplete;
    pub(in crate::rules) mod load_test_soak_missing;
    pub(in crate::rules) mod metadata_missing;
    pub(in crate::rules) mod monitoring_gap;
    pub(in crate::rules) mod objective_unmonitored;
    pub(in crate::rules) mod objective_untested;
    pub(in crate::rules) mod peak_volume_missing;
    pub(in crate::rules) mod placeholder_left;
    pub(in crate::rules) mod risk_unrated;
    pub(in crate::rules) mod risk_untraced;
    pub(in crate::rules) mod risk_without_mitigation;
    pub(in crate::rules) mod scenario_volume_missing;
    pub(in crate::rules) mod section_missing;
    pub(in crate::rules) mod strategy_without_infrastructure;
    pub(in crate::rules) mod template_text_left;
    pub(in crate::rules) mod unit_economics_gap;
}

mod consistency {
    pub(in crate::rules) mod alert_autoscale_inverted;
    pub(in crate::rules) mod alert_looser_than_slo;
    pub(in crate::rules) mod alert_without_early_warning;
    pub(in crate::rules) mod budget_exceeded;
    pub(in crate::rules) mod component_incompatible;
    pub(in crate::rules) mod concurrency_equals_population;
    pub(in crate::rules) mod config_value_conflict;
    pub(in crate::rules) mod current_scenario_conflict;
    pub(in crate::rules) mod duplicate_content;
    pub(in crate::rules) mod error_threshold_exceeds_budget;
    pub(in crate::rules) mod growth_factor_mismatch;
    pub(in crate::rules) mod growth_ratio_divergent;
    pub(in crate::rules) mod histogram_bucket_misses_slo;
    pub(in crate::rules) mod load_test_below_target;
    pub(in crate::rules) mod load_test_criteria_looser_than_slo;
    pub(in crate::rules) mod load_test_no_margin;
    pub(in crate::rules) mod load_test_overshoots_demand;
    pub(in crate::rules) mod objective_volume_contradiction;
    pub(in crate::rules) mod phase_definition_conflict;
    pub(in crate::rules) mod replica_range_conflict;
    pub(in crate::rules) mod replica_sum_exceeds_ceiling;
    pub(in crate::rules) mod rto_rpo_inconsistent;
    pub(in crate::rules) mod stated_twice_conflict;
    pub(in crate::rules) mod status_contradicts_checklist;
    pub(in crate::rules) mod strategy_conflict;
    pub(in crate::rules) mod target_conflict;
    pub(in crate::rules) mod timeout_at_slo;
    pub(in crate::rules) mod volume_order_inverted;
}

mod hygiene {
    pub(in crate::rules) mod alert_expression_suspect;
    pub(in crate::rules) mod allowance_unknown;
    pub(in crate::rules) mod allowance_unused;
    pub(in crate::rules) mod allowance_without_reason;
    pub(in crate::rules) mod document_cut_short;
    pub(in crate::rules) mod table_shape_broken;
    pub(in crate::rules) mod text_mojibake;
    pub(in crate::rules) mod text_not_utf8;
    pub(in crate::rules) mod toc_anchor_broken;
    pub(in crate::rules) mod yaml_block_unparseable;
    pub(in crate::rules) mod yaml_key_repeated;
    pub(in crate::rules) mod yaml_key_unknown;
}

use crate::extract::{SectionKind, Vocabulary};
use crate::finding::{Outcomes, Severity};
use crate::model::{Assumptions, Canvas, Expectations};
use crate::words::Text;

/// A defect we look for.
pub struct Rule {
    /// `family/name`; the name is the defect as a noun phrase.
    pub code: &'static str,
    /// The defect, in a phrase.
    pub summary: Text,
    /// How much it matters, at most.
    pub severity: Severity,
    /// The sections it speaks of.
    pub section: &'static [SectionKind],
    /// Why it matters: two or three sentences.
    pub why: Text,
    /// Where the rule comes from.
    pub source: &'static str,
    /// A minimal canvas that the rule finds fault with, once.
    pub bad: &'static str,
    /// The same canvas, right.
    pub good: &'static str,
    /// The check.
    pub check: fn(&Canvas, &mut Outcomes),
}

impl Rule {
    /// The family, the part of the code before the slash.
    pub fn family(&self) -> &'static str {
        self.code.split('/').next().unwrap_or(self.code)
    }

    /// The name, the part of the code behind the slash.
    pub fn name(&self) -> &'static str {
        self.code.rsplit('/').next().unwrap_or(self.code)
    }

    /// Whether `name` is its code, its name alone, or that of its family.
    pub fn is_called(&self, name: &str) -> bool {
        name == self.code || name == self.name() || name == self.family()
    }
}

/// Every rule, by family, in the order of the manual.
pub static RULES: &[&Rule] = &[
    &completeness::section_missing::RULE,
    &completeness::scenario_volume_missing::RULE,
    &completeness::peak_volume_missing::RULE,
    &completeness::cost_total_missing::RULE,
    &completeness::availability_target_missing::RULE,
    &completeness::risk_without_mitigation::RULE,
    &completeness::unit_economics_gap::RULE,
    &completeness::objective_unmonitored::RULE,
    &completeness::monitoring_gap::RULE,
    &completeness::load_test_criteria_missing::RULE,
    &completeness::load_test_profile_incomplete::RULE,
    &completeness::load_test_soak_missing::RULE,
    &completeness::risk_unrated::RULE,
    &completeness::bottleneck_not_in_risks::RULE,
    &completeness::strategy_without_infrastructure::RULE,
    &completeness::cost_component_untraced::RULE,
    &completeness::risk_untraced::RULE,
    &completeness::objective_untested::RULE,
    &completeness::placeholder_left::RULE,
    &completeness::template_text_left::RULE,
    &completeness::metadata_missing::RULE,
    &clarity::objective_not_measurable::RULE,
    &clarity::latency_without_percentile::RULE,
    &clarity::vague_quantifier::RULE,
    &clarity::alert_underspecified::RULE,
    &clarity::undecided_alternative::RULE,
    &clarity::quantity_basis_missing::RULE,
    &clarity::infra_without_quantity::RULE,
    &clarity::risk_mitigation_vague::RULE,
    &clarity::number_locale_ambiguous::RULE,
    &consistency::objective_volume_contradiction::RULE,
    &consistency::growth_factor_mismatch::RULE,
    &consistency::growth_ratio_divergent::RULE,
    &consistency::current_scenario_conflict::RULE,
    &consistency::phase_definition_conflict::RULE,
    &consistency::replica_range_conflict::RULE,
    &consistency::replica_sum_exceeds_ceiling::RULE,
    &consistency::config_value_conflict::RULE,
    &consistency::volume_order_inverted::RULE,
    &consistency::concurrency_equals_population::RULE,
    &consistency::component_incompatible::RULE,
    &consistency::strategy_conflict::RULE,
    &consistency::budget_exceeded::RULE,
    &consistency::rto_rpo_inconsistent::RULE,
    &consistency::duplicate_content::RULE,
    &consistency::status_contradicts_checklist::RULE,
    &consistency::stated_twice_conflict::RULE,
    &consistency::target_conflict::RULE,
    &consistency::error_threshold_exceeds_budget::RULE,
    &consistency::alert_looser_than_slo::RULE,
    &consistency::timeout_at_slo::RULE,
    &consistency::alert_without_early_warning::RULE,
    &consistency::alert_autoscale_inverted::RULE,
    &consistency::histogram_bucket_misses_slo::RULE,
    &consistency::load_test_below_target::RULE,
    &consistency::load_test_no_margin::RULE,
    &consistency::load_test_overshoots_demand::RULE,
    &consistency::load_test_criteria_looser_than_slo::RULE,
    &arithmetic::cost_sum_mismatch::RULE,
    &arithmetic::line_product_mismatch::RULE,
    &arithmetic::token_cost_mismatch::RULE,
    &arithmetic::unit_conversion_mismatch::RULE,
    &arithmetic::data_volume_mismatch::RULE,
    &arithmetic::mean_rate_mismatch::RULE,
    &arithmetic::peak_factor_mismatch::RULE,
    &arithmetic::derived_figure_mismatch::RULE,
    &arithmetic::total_capacity_mismatch::RULE,
    &arithmetic::share_sum_mismatch::RULE,
    &arithmetic::value_out_of_domain::RULE,
    &arithmetic::unit_cost_total_mismatch::RULE,
    &arithmetic::net_unit_cost_mismatch::RULE,
    &arithmetic::unit_cost_ceiling_implausible::RULE,
    &arithmetic::mixed_cost_basis::RULE,
    &arithmetic::cost_superlinear::RULE,
    &arithmetic::discount_stacking::RULE,
    &arithmetic::downtime_arithmetic_mismatch::RULE,
    &arithmetic::burn_rate_mismatch::RULE,
    &arithmetic::sum_mismatch::RULE,
    &arithmetic::equation_mismatch::RULE,
    &arithmetic::percent_change_mismatch::RULE,
    &arithmetic::compound_growth_mismatch::RULE,
    &arithmetic::range_inverted::RULE,
    &capacity::volume_ratio_implausible::RULE,
    &capacity::capacity_below_demand::RULE,
    &capacity::headroom_below_policy::RULE,
    &capacity::n_minus_one_capacity::RULE,
    &capacity::littles_law_violation::RULE,
    &capacity::utilisation_latency_infeasible::RULE,
    &capacity::linear_scaling_assumed::RULE,
    &capacity::connection_pool_exceeded::RULE,
    &capacity::rate_limit_below_demand::RULE,
    &capacity::bandwidth_below_demand::RULE,
    &capacity::storage_below_growth::RULE,
    &capacity::autoscale_too_slow::RULE,
    &capacity::autoscale_ceiling_below_target::RULE,
    &capacity::cache_hit_infeasible::RULE,
    &capacity::dependency_latency_exceeds_slo::RULE,
    &capacity::queue_drain_infeasible::RULE,
    &capacity::overprovisioned::RULE,
    &capacity::availability_composition_infeasible::RULE,
    &capacity::single_point_of_failure::RULE,
    &capacity::load_test_throughput_infeasible::RULE,
    &capacity::load_test_too_short_for_autoscale::RULE,
    &capacity::load_test_sample_too_small::RULE,
    &capacity::load_test_open_closed_mismatch::RULE,
    &capacity::load_test_rig_invalid::RULE,
    &capacity::limit_exceeded::RULE,
    &hygiene::alert_expression_suspect::RULE,
    &hygiene::text_mojibake::RULE,
    &hygiene::toc_anchor_broken::RULE,
    &hygiene::yaml_block_unparseable::RULE,
    &hygiene::table_shape_broken::RULE,
    &hygiene::text_not_utf8::RULE,
    &hygiene::yaml_key_repeated::RULE,
    &hygiene::yaml_key_unknown::RULE,
    &hygiene::document_cut_short::RULE,
    &hygiene::allowance_without_reason::RULE,
    &hygiene::allowance_unknown::RULE,
    &hygiene::allowance_unused::RULE,
];

/// The families, in the order of the manual.
pub const FAMILIES: [&str; 6] = ["completeness", "clarity", "consistency", "arithmetic", "capacity", "hygiene"];

/// What a person can set about a check.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Extra titles for sections.
    pub vocabulary: Vocabulary,
    /// What is taken for granted where a canvas does not say.
    pub assumptions: Assumptions,
    /// What is expected of a canvas from outside of it.
    pub expectations: Expectations,
    /// Severities by rule code or family, later ones win; `None` switches off.
    pub severities: Vec<(String, Option<Severity>)>,
    /// Only these rules, by code; all of them when empty.
    pub only: Vec<&'static str>,
}

impl Settings {
    /// Whether a rule is switched off, by its code.
    pub fn is_off(&self, code: &str) -> bool {
        RULES.iter().find(|rule| rule.code == code).is_some_and(|rule| self.severity(rule) == Some(None))
    }

    /// What is set for a rule: nothing, a severity, or that it is switched off (`Some(None)`).
    fn severity(&self, rule: &Rule) -> Option<Option<Severity>> {
        self.severities.iter().rev().find(|(name, _)| rule.is_called(name)).map(|(_, severity)| *severity)
    }
}

/// Runs every rule, stamps the findings with code and severity and puts them in order: by place, then by rule.
pub fn run(canvas: &Canvas, settings: &Settings) -> Outcomes {
    let mut all = Outcomes::default();
    for rule in RULES {
        let set = settings.severity(rule);
        if set == Some(None) || !(settings.only.is_empty() || settings.only.contains(&rule.code)) {
            continue;
        }
        let mut outcomes = Outcomes::default();
        (rule.check)(canvas, &mut outcomes);
        for finding in &mut outcomes.findings {
            finding.rule = rule.code;
            let own = finding.severity.unwrap_or(rule.severity).min(rule.severity);
            finding.severity = Some(set.flatten().unwrap_or(own));
        }
        outcomes.passes.iter_mut().for_each(|pass| pass.rule = rule.code);
        outcomes.unchecked.iter_mut().for_each(|unchecked| unchecked.rule = rule.code);
        all.findings.append(&mut outcomes.findings);
        all.passes.append(&mut outcomes.passes);
        all.unchecked.append(&mut outcomes.unchecked);
    }
    allowance::apply(canvas, &mut all);
    cause::collapse(canvas, &mut all);
    // Stable sorts: at the same place the order of the registry stays.
    all.findings.sort_by_key(|f| f.span.start);
    all.allowed.sort_by_key(|a| a.finding.span.start);
    all.passes.sort_by_key(|p| p.span.start);
    all
}

/// What a section is called.
pub fn section_name(kind: SectionKind) -> &'static Text {
    const fn text(en: &'static str, pt: &'static str, es: &'static str) -> Text {
        Text { en, pt, es }
    }
    static NAMES: [Text; 8] = [
        text("objective", "objetivo", "objetivo"),
        text("expected volumes", "volumes esperados", "volúmenes esperados"),
        text("infrastructure", "infraestrutura", "infraestructura"),
        text("strategies", "estratégias", "estrategias"),
        text("costs", "custos", "costos"),
        text("risks and mitigation", "riscos e mitigação", "riesgos y mitigación"),
        text("monitoring", "monitoramento", "monitoreo"),
        text("load test", "teste de carga", "prueba de carga"),
    ];
    &NAMES[kind as usize]
}
