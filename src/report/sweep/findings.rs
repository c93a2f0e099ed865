//! What a sweep finds, in words.

use crate::analysis::sweep::{Axis, NoOutcome, Stop, Swept, if_it_fits, recommended};
use crate::analysis::{Comparison, Rank, Verdict};
use crate::cost::{Offer, OptionKey};
use crate::scenario::parse_number;
use crate::terms::{capitalized, number_of};
use crate::units::{Dec, Usd, format};

/// Places of a sweep among which somebody can choose: those of the same work.
struct Choice<'s> {
    /// What the work is, where it varies as well.
    work: Option<(&'static str, String)>,
    stops: Vec<&'s Stop>,
    /// The axes between whose values the choice is.
    settings: Vec<usize>,
}

/// Where each side is cheapest and Lambda fastest, as far as that is a choice; where the cheaper side changes, what has no
/// price.
pub(super) fn findings(axes: &[Axis], swept: &Swept, memory: bool) -> Vec<String> {
    let stops = swept.stops.as_slice();
    let mut findings = Vec::new();
    let choices = choices(axes, stops);
    if let [Choice { work: None, .. }] = choices.as_slice() {
        findings.extend(choices.iter().filter_map(|choice| Some(capitalized(&cheapest(axes, choice, memory)?))));
    } else {
        findings.extend(of_work(axes, &choices, memory));
    }
    if !axes.iter().any(Axis::is_setting) {
        findings.extend(everywhere(stops));
    }
    findings.extend(passed_over(axes, swept, memory));
    if !swept.kept.is_empty() {
        let (columns, stay) = (swept.kept.join(" and "), number_of(swept.kept.len() as u64, "stays", "stay"));
        let them = number_of(swept.kept.len() as u64, "it", "them");
        findings.push(format!(
            "As duration_ms varies, {columns} {stay} as given (breakeven --of duration moves {them} along)."
        ));
    }
    let whole: Vec<usize> = (0..axes.len()).collect();
    let beside_work = !axes.iter().all(Axis::is_setting);
    findings.extend(unknown(stops, beside_work, |stop| place(axes, &whole, stop)));
    for choice in choices.iter().filter(|choice| memory && choice.work.is_none()) {
        findings.extend(fastest(axes, choice));
    }
    findings.extend(changes(axes, stops));
    findings.extend(left_out(axes, stops));
    findings.extend(unserved(axes, stops));
    findings
}

/// What of the demand falls outside the hours of EC2's fleet, where it does.
fn unserved(axes: &[Axis], stops: &[Stop]) -> Option<String> {
    let missed = |stop: &Stop| Some(stop.outcome.as_ref().ok()?.offer(OptionKey::Ec2)?.unserved()?.to_string());
    let found: Vec<(&Stop, String)> = stops.iter().filter_map(|stop| Some((stop, missed(stop)?))).collect();
    let (first, told) = found.first()?;
    if found.len() == stops.len() && found.iter().all(|(_, other)| other == told) {
        return Some(format!("On EC2 {told}."));
    }
    let whole: Vec<usize> = (0..axes.len()).collect();
    let (count, all, at) = (found.len(), stops.len(), place(axes, &whole, first));
    Some(format!("At {count} of {all} places EC2's fleet misses demand; the first, {at}: {told}."))
}

/// Kinds of work for each of which the best setting is told; of more the rows tell it.
const MOST_CHOICES: usize = 6;

/// The choices that a sweep with a setting holds: one, or one for each value of the work beside it.
fn choices<'s>(axes: &[Axis], stops: &'s [Stop]) -> Vec<Choice<'s>> {
    let settings: Vec<usize> = (0..axes.len()).filter(|at| axes[*at].is_setting()).collect();
    let Some(work) = (0..axes.len()).find(|at| !axes[*at].is_setting()) else {
        return vec![Choice { work: None, stops: stops.iter().collect(), settings }];
    };
    let values = &axes[work].values;
    if settings.is_empty() || values.len() > MOST_CHOICES {
        return Vec::new();
    }
    let of_value = |value: &String| Choice {
        work: Some((axes[work].name(), shown(value))),
        stops: stops.iter().filter(|stop| stop.values.get(work) == Some(value)).collect(),
        settings: settings.clone(),
    };
    values.iter().map(of_value).collect()
}

/// A place by the values of some axes.
fn place(axes: &[Axis], of: &[usize], stop: &Stop) -> String {
    let value = |at: &usize| Some(format!("{} {}", axes.get(*at)?.name(), shown(stop.values.get(*at)?)));
    of.iter().filter_map(value).collect::<Vec<_>>().join(", ")
}

fn total(stop: &Stop, key: OptionKey) -> Option<Usd> {
    stop.outcome.as_ref().ok()?.offer(key).and_then(Offer::total)
}

/// Where each side is cheapest.
fn cheapest(axes: &[Axis], choice: &Choice<'_>, memory: bool) -> Option<String> {
    let stops = || choice.stops.iter().copied();
    let alone = choice.settings.len() == 1;
    let mut parts = Vec::new();
    // Sizes of which that is not known are not recommended beside others.
    let some_left_out =
        if_it_fits(stops()).is_some() && recommended(stops(), OptionKey::Lambda).is_some_and(|best| best.stop.fits);
    for key in OptionKey::ALL {
        // EC2 does not depend on Lambda's memory size: there is no cheapest one to name.
        if memory && alone && key == OptionKey::Ec2 {
            continue;
        }
        let is_lambda_of_two = some_left_out && !alone && key == OptionKey::Lambda;
        let label = if is_lambda_of_two { "Lambda, where it is known to hold a request," } else { key.label() };
        parts.push(match recommended(stops(), key) {
            Some(best) => {
                let (usd, at) = (format::usd(best.rank.usd()), place(axes, &choice.settings, best.stop));
                match best.same {
                    0 => format!("{label} is cheapest at {at}, {usd} a month"),
                    same if same + 1 == choice.stops.len() => {
                        format!("{label} costs the same everywhere, {usd} a month")
                    }
                    1 => format!("{label} is cheapest at {at}, {usd} a month, as at 1 other place"),
                    same => format!("{label} is cheapest at {at}, {usd} a month, as at {same} other places"),
                }
            }
            None => format!("{label} is not possible anywhere"),
        });
    }
    // Between two numbers that were tried there are others.
    let chosen = parts.iter().any(|part| part.contains(" is cheapest at "));
    let tried = match chosen && choice.settings.iter().any(|at| axes[*at].is_of_numbers()) {
        true if some_left_out && alone => "of the values tried that are known to hold a request, ",
        true => "of the values tried, ",
        false => "",
    };
    (!parts.is_empty()).then(|| format!("{tried}{}.", parts.join("; ")))
}

/// What is best for each value of the work; values for which that is the same are told together.
fn of_work(axes: &[Axis], choices: &[Choice<'_>], memory: bool) -> Vec<String> {
    let mut told: Vec<(String, String)> = Vec::new();
    for choice in choices {
        let Some((name, value)) = &choice.work else { continue };
        let best = cheapest(axes, choice, memory).into_iter();
        let text = best.chain(fastest(axes, choice).filter(|_| memory)).collect::<Vec<_>>().join(" ");
        match told.last_mut() {
            Some((works, last)) if *last == text => works.push_str(&format!(", {value}")),
            _ => told.push((format!("{name} {value}"), text)),
        }
    }
    told.into_iter().filter(|(_, text)| !text.is_empty()).map(|(works, text)| format!("At {works}: {text}")).collect()
}

/// What a sweep over the work itself finds: what holds at every place.
fn everywhere(stops: &[Stop]) -> Option<String> {
    let mut parts = Vec::new();
    for key in OptionKey::ALL {
        match recommended(stops, key) {
            Some(best) if best.same + 1 == stops.len() && stops.len() > 1 => {
                let usd = format::usd(best.rank.usd());
                parts.push(format!("{} costs the same everywhere, {usd} a month", key.label()));
            }
            Some(_) => {}
            None => parts.push(format!("{} is not possible anywhere", key.label())),
        }
    }
    let cheaper = |stop: &Stop| match &stop.outcome.as_ref().ok()?.verdict {
        verdict @ Verdict::Cheaper { .. } => verdict.winner(),
        _ => None,
    };
    let first = stops.first().filter(|_| stops.len() > 1).and_then(cheaper);
    if let Some(first) = first.filter(|first| stops.iter().all(|stop| cheaper(stop) == Some(*first))) {
        parts.push(format!("{} is cheaper at every value tried", first.label()));
    }
    (!parts.is_empty()).then(|| format!("{}.", parts.join("; ")))
}

/// At which memory size Lambda is fastest.
fn fastest(axes: &[Axis], choice: &Choice<'_>) -> Option<String> {
    let running =
        choice.stops.iter().filter_map(|stop| Some((stop.duration_ms?, total(stop, OptionKey::Lambda)?, stop)));
    let (duration_ms, usd, fastest) = running.min_by_key(|(duration_ms, usd, _)| (*duration_ms, *usd))?;
    let (at, usd) = (place(axes, &choice.settings, fastest), format::usd(usd));
    Some(format!("It is fastest at {at}, {} ms, for {usd} a month.", format::decimals(duration_ms, 2)))
}

/// Between which values the cheaper side changes.
fn changes(axes: &[Axis], stops: &[Stop]) -> Option<String> {
    let [axis] = axes else { return None };
    let winner = |stop: &Stop| stop.outcome.as_ref().ok().and_then(|found| found.verdict.winner());
    let changes: Vec<String> = (stops.windows(2))
        .filter_map(|pair| {
            let (before, after) = (winner(&pair[0])?, winner(&pair[1])?);
            let between = format!("{} and {}", shown(&pair[0].values[0]), shown(&pair[1].values[0]));
            (before != after).then(|| format!("from {} to {} between {between}", before.label(), after.label()))
        })
        .collect();
    let numeric = axis.values.iter().all(|value| parse_number(value).is_ok());
    let is_told = numeric && !changes.is_empty() && changes.len() <= MOST_CHANGES;
    is_told.then(|| format!("The cheaper side changes {}.", changes.join("; ")))
}

/// How many places have no price, and how many have values that do not go together.
fn left_out(axes: &[Axis], stops: &[Stop]) -> Vec<String> {
    let all = stops.len();
    let whole: Vec<usize> = (0..axes.len()).collect();
    let errors = || stops.iter().filter_map(|stop| Some((stop, stop.outcome.as_ref().err()?)));
    let unpriced = || errors().filter(|(_, error)| matches!(error, NoOutcome::Cost(_)));
    let refused = || errors().filter(|(_, error)| matches!(error, NoOutcome::Refused(_)));
    let mut told = Vec::new();
    if let Some((_, error)) = unpriced().next() {
        let count = unpriced().count();
        let have = number_of(count as u64, "has", "have");
        told.push(format!("{count} of {all} places {have} no price; the first: {error}."));
    }
    if let Some((stop, NoOutcome::Refused(bad))) = refused().next() {
        let count = refused().count();
        let have = number_of(count as u64, "has", "have");
        let at = place(axes, &whole, stop);
        told.push(format!(
            "{count} of {all} places {have} values that do not go with the others; the first, {at}: {}; {}.",
            bad.message, bad.help
        ));
    }
    told
}

/// That a side costs less with the workload's own value than with any of the values tried.
fn passed_over(axes: &[Axis], swept: &Swept, memory: bool) -> Option<String> {
    let (axis, own) = (axes.first()?, swept.own.as_ref()?);
    if !axis.is_setting() {
        return other_side(axis, own, &swept.stops);
    }
    let cheaper = OptionKey::ALL.into_iter().filter(|key| !memory || *key == OptionKey::Lambda).filter_map(|key| {
        let (usd, best) = (own.offer(key)?.total()?, recommended(&swept.stops, key)?);
        let is_cheaper = Rank::new(usd, 0, Dec::ZERO).is_cheaper_than(&best.rank);
        is_cheaper.then(|| format!("{} costs {} a month", key.label(), format::usd(usd)))
    });
    let cheaper: Vec<String> = cheaper.collect();
    let with = format!("With the {} of the scenario, which is none of them,", axis.name());
    (!cheaper.is_empty()).then(|| format!("{with} {}: less than at any.", cheaper.join(" and ")))
}

/// That the side which is cheaper as the work of the scenario is is so at none of the values tried.
fn other_side(axis: &Axis, own: &Comparison, stops: &[Stop]) -> Option<String> {
    let winner = own.verdict.winner()?;
    let is_other = |stop: &Stop| stop.outcome.as_ref().is_ok_and(|found| found.verdict.winner() != Some(winner));
    let cost = |key: OptionKey| own.offer(key).and_then(Offer::total).map(format::usd);
    let costs = OptionKey::ALL.map(|key| cost(key).map(|usd| format!("{} costs {usd}", key.label())));
    let costs: Vec<String> = costs.into_iter().flatten().collect();
    stops.iter().all(is_other).then(|| {
        format!("With the {} of the scenario, which is none of them, {} a month.", axis.name(), costs.join(" and "))
    })
}

/// That nobody knows whether a request fits into some of the memory sizes, and what those would save.
fn unknown(stops: &[Stop], beside_work: bool, place: impl Fn(&Stop) -> String) -> Option<String> {
    let (rank, stop) = if_it_fits(stops)?;
    let best = recommended(stops, OptionKey::Lambda)?;
    if !best.stop.fits {
        return Some(
            "Whether a request fits into so little memory is not known: memory_used_mb would say it.".to_owned(),
        );
    }
    if beside_work {
        return Some(
            "Whether a request fits into less memory than the workload has is not known: memory_used_mb would say it."
                .to_owned(),
        );
    }
    let then = match rank.is_cheaper_than(&best.rank) {
        true => format!("if it does, {} costs {} a month", place(stop), format::usd(rank.usd())),
        false => "that would save nothing".to_owned(),
    };
    Some(format!(
        "Whether a request fits into less memory than the workload has is not known (memory_used_mb would say it); {then}."
    ))
}

/// Changes of the cheaper side that a sentence lists.
const MOST_CHANGES: usize = 6;

/// A value as people read it.
fn shown(value: &str) -> String {
    parse_number(value)
        .map_or_else(|_| crate::report::clean(value).into_owned(), |number: Dec| format::quantity(number))
}
