//! One replica's log: a cell for each record, a box for each batch.
//!
//! Fill is the leader epoch; solid is committed, hatched is not. `e1` and a notch stand where an
//! epoch begins, the caret where the log ends. Below is what the disk keeps: a bar up to the
//! flushed end, a lozenge at the checkpointed high watermark. What an answer on its way would cut
//! off has a zigzag; what the last step removed falls away as dashed boxes.

use super::{Layout, change::Change, epoch};
use spec::{BrokerId, Offset, view, view::Batch, view::View};
use yew::{Html, classes, html};

/// How wide the word about a cut is.
const CUT_WIDTH: f64 = 84.0;
/// With less room for a letter, a value is written smaller.
const TIGHT_BELOW: f64 = 9.0;

/// What is drawn of one log.
pub struct Log<'a, V> {
    /// The cluster.
    pub view: &'a V,
    /// Whose log.
    pub broker: BrokerId,
    /// What the last step altered.
    pub change: &'a Change,
    /// Where an answer on its way would cut it.
    pub cut: Option<Offset>,
}

impl<V: View> Log<'_, V> {
    /// The drawing, in the coordinates of its lane.
    pub fn draw(&self, layout: &Layout) -> Html {
        let mut last = None;
        let shown = |batch: &Batch| layout.first < batch.end();
        let batches: Vec<Html> = view::log(self.view, self.broker)
            .filter(shown)
            .map(|batch| {
                let opens = last != Some(batch.leader_epoch);
                last = Some(batch.leader_epoch);
                self.batch(&batch, opens, layout)
            })
            .collect();
        html! {
            <g class="log">
                { self.rail(layout) }
                { for self.change.removed.iter().map(|batch| self.removed(batch, layout)) }
                { for batches }
                { self.epoch_without_record(layout) }
                { self.end(layout) }
                { self.earlier(layout) }
                { self.disk(layout) }
                { self.cut_mark(layout) }
            </g>
        }
    }

    /// The empty places of the axis.
    fn rail(&self, layout: &Layout) -> Html {
        let y = layout.cells() + layout.cell_height();
        let end = layout.log_x + layout.slots as f64 * layout.cell;
        html! { <line class="rail" x1={n(layout.log_x)} x2={n(end)} y1={n(y)} y2={n(y)} /> }
    }

    fn batch(&self, batch: &Batch, opens: bool, layout: &Layout) -> Html {
        let from = batch.base.max(layout.first);
        let (x, y, height) = (layout.x(from), layout.cells(), layout.cell_height());
        let width = layout.x(batch.end()) - x;
        let committed = self.view.committed(batch.value);
        let number = epoch::fill(batch.leader_epoch);
        let fill = match committed {
            true => format!("fill: var(--epoch-{number}); stroke: var(--epoch-{number})"),
            false => format!("fill: url(#hatch-{number}); stroke: var(--epoch-{number})"),
        };
        let ink = committed.then(|| format!("fill: var(--on-epoch-{number})"));
        let fresh = self.change.grown_from.is_some_and(|grown| grown <= batch.base);
        let doomed = self.cut.is_some_and(|cut| cut < batch.end());
        let class = classes!(
            "batch",
            committed.then_some("committed"),
            fresh.then_some("halo"),
            doomed.then_some("doomed")
        );
        html! {
            <g {class}>
                <title>{ self.says(batch) }</title>
                <rect class="fill" x={n(x + 1.5)} y={n(y)} width={n(width - 3.0)}
                    height={n(height)} rx="4" style={fill} />
                { for (from.0 + 1..batch.end().0).map(|offset| divider(Offset(offset), layout)) }
                { self.label(batch, ink, layout) }
                if opens { { notch(batch, layout) } }
            </g>
        }
    }

    /// The value, and whether its producer still waits, or was told.
    fn label(&self, batch: &Batch, ink: Option<String>, layout: &Layout) -> Html {
        let x = layout.x(batch.base.max(layout.first));
        let middle = (x + layout.x(batch.end())) / 2.0;
        let y = layout.cells() + layout.cell_height() / 2.0 + 4.5;
        let value = batch.value;
        let mark = match () {
            () if self.view.waiting(self.broker, value) => "…",
            () if self.view.acknowledged(value) => "✓",
            () => "",
        };
        let text = format!("v{value}{mark}");
        let room = layout.x(batch.end()) - x;
        let tight = room < text.chars().count() as f64 * TIGHT_BELOW;
        html! {
            <text class={classes!("value", tight.then_some("tight"))} x={n(middle)} y={n(y)}
                style={ink}>
                { text }
            </text>
        }
    }

    fn says(&self, batch: &Batch) -> String {
        let Batch { base, records, leader_epoch, value, .. } = *batch;
        let committed = if self.view.committed(value) { "committed" } else { "not committed" };
        let producer = match () {
            () if self.view.waiting(self.broker, value) => ", its producer waits",
            () if self.view.acknowledged(value) => ", acknowledged under acks=all",
            () => "",
        };
        let stamped = batch.stamp.map_or(String::new(), |it| {
            format!(", sent in producer epoch {} with sequence {}", it.epoch, it.sequence)
        });
        let plural = if records == 1 { "record" } else { "records" };
        format!(
            "value {value}: {records} {plural} from offset {base}, written in leader epoch \
             {leader_epoch}, {committed}{producer}{stamped}"
        )
    }

    fn removed(&self, batch: &Batch, layout: &Layout) -> Html {
        if batch.end() <= layout.first || !layout.shows(batch.base.max(layout.first)) {
            return Html::default();
        }
        let x = layout.x(batch.base.max(layout.first));
        let width = layout.x(batch.end()) - x - 3.0;
        let (y, height) = (layout.cells(), layout.cell_height());
        html! {
            <g class="removed">
                <title>{ format!("value {} was here until the last step", batch.value) }</title>
                <rect x={n(x + 1.5)} y={n(y)} width={n(width)} height={n(height)} rx="4" />
                <path d={zigzag(x + 3.0, x + width, y + height / 2.0)} />
            </g>
        }
    }

    /// The epoch of a leader that has written nothing yet: a notch at the end of its log.
    fn epoch_without_record(&self, layout: &Layout) -> Html {
        let end = self.view.log_end(self.broker);
        let newest = self.view.controller().leader_epoch.0;
        let mut epochs = (0..=newest).map(spec::LeaderEpoch).rev();
        let at_end = epochs.find(|epoch| self.view.epoch_start(self.broker, *epoch) == Some(end));
        let Some(epoch) = at_end.filter(|_| layout.shows(end)) else {
            return Html::default();
        };
        let x = layout.x(end);
        html! {
            <g class="notch empty">
                <title>{ format!("leader epoch {epoch} begins here, with no record yet") }</title>
                <path d={notch_path(x, layout)} />
                <text x={n(x + 3.0)} y={n(layout.cells() - 7.0)}>{ format!("e{epoch}") }</text>
            </g>
        }
    }

    fn end(&self, layout: &Layout) -> Html {
        let end = self.view.log_end(self.broker);
        let x = layout.x(end) + 3.0;
        let y = layout.cells() + layout.cell_height() / 2.0;
        let path = format!("M{x} {}l6 7l-6 7", y - 7.0);
        html! {
            <g class="log-end">
                <title>{ format!("the log ends at {end}") }</title>
                <path d={path} />
            </g>
        }
    }

    fn earlier(&self, layout: &Layout) -> Html {
        if layout.first == Offset(0) {
            return Html::default();
        }
        // Above the names of the epochs.
        let (x, y) = (layout.log_x + 2.0, layout.cells() - 21.0);
        let says = format!("‹ {} earlier", layout.first);
        html! { <text class="small" x={n(x)} y={n(y)}>{ says }</text> }
    }

    fn disk(&self, layout: &Layout) -> Html {
        let flushed = self.view.flushed_end(self.broker);
        let mark = self.view.checkpointed_high_watermark(self.broker);
        let y = layout.cells() + layout.cell_height() + 8.0;
        let (from, to) = (layout.log_x + 1.5, layout.x(flushed) - 1.5);
        let lozenge = layout.x(mark).max(layout.log_x);
        let class = classes!("disk", self.change.disk.then_some("halo"));
        html! {
            <g {class}>
                <title>
                    { format!("the disk keeps the log up to {flushed}; the checkpointed high \
                       watermark is {mark}") }
                </title>
                if layout.first < flushed {
                    <line class="flushed" x1={n(from)} x2={n(to)} y1={n(y)} y2={n(y)} />
                    <line class="flushed" x1={n(to)} x2={n(to)} y1={n(y - 4.0)} y2={n(y + 4.0)} />
                }
                if layout.first <= mark && mark != Offset(0) {
                    <path class="checkpoint"
                        d={format!("M{lozenge} {}l5 5l-5 5l-5 -5z", y - 5.0)} />
                }
            </g>
        }
    }

    fn cut_mark(&self, layout: &Layout) -> Html {
        let Some(cut) = self.cut else { return Html::default() };
        let (from, to) = (layout.x(cut), layout.x(self.view.log_end(self.broker)));
        // Beside the log, where no epoch's name is; above it, if there is no room.
        let beside = to + 16.0;
        let y = layout.cells() + layout.cell_height() / 2.0;
        let (text_x, text_y) = if beside + CUT_WIDTH < layout.wire_x {
            (beside, y + 4.0)
        } else {
            (from + 4.0, layout.cells() - 7.0)
        };
        html! {
            <g class="cut">
                <title>{ format!("the answer on its way will cut the log at {cut}") }</title>
                <path d={zigzag(from + 2.0, to - 2.0, y + 10.0)} />
                <line x1={n(from)} x2={n(from)} y1={n(y - 24.0)} y2={n(y + 24.0)} />
                <text x={n(text_x)} y={n(text_y)}>{ "✂ will be cut" }</text>
            </g>
        }
    }
}

/// Where one record ends and the next of the batch begins.
fn divider(offset: Offset, layout: &Layout) -> Html {
    let (x, y) = (layout.x(offset), layout.cells());
    let (from, to) = (y + layout.cell_height() - 8.0, y + layout.cell_height() - 1.0);
    html! { <line class="divider" x1={n(x)} x2={n(x)} y1={n(from)} y2={n(to)} /> }
}

fn notch(batch: &Batch, layout: &Layout) -> Html {
    if batch.base < layout.first {
        return Html::default();
    }
    let (x, y) = (layout.x(batch.base), layout.cells() - 7.0);
    html! {
        <g class="notch">
            <path d={notch_path(x, layout)} />
            <text x={n(x + 3.0)} y={n(y)}>{ format!("e{}", batch.leader_epoch) }</text>
        </g>
    }
}

fn notch_path(x: f64, layout: &Layout) -> String {
    format!("M{x} {}v{}", layout.cells() - 17.0, layout.cell_height() + 17.0)
}

/// A zigzag from left to right.
fn zigzag(from: f64, to: f64, y: f64) -> String {
    let teeth = ((to - from) / 5.0).max(2.0) as i32;
    let step = (to - from) / f64::from(teeth);
    let points = (1..=teeth).map(|tooth| {
        let rise = if tooth % 2 == 0 { 2.5 } else { -2.5 };
        format!("L{:.1} {:.1}", from + step * f64::from(tooth), y + rise)
    });
    format!("M{from:.1} {:.1}{}", y + 2.5, points.collect::<String>())
}

/// A number as an attribute.
pub(super) fn n(number: f64) -> String {
    format!("{number:.1}")
}
