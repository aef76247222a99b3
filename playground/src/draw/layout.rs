//! Where things are: one offset axis for all lanes, in units of a CSS pixel.
//!
//! The controller stands above all lanes. On a wide stage broker, log and wires stand side by side;
//! on a narrow one they stand one below the other. When a log is longer than the axis, the axis
//! shows the end of it.

use spec::{BrokerId, Offset, view, view::View};

/// A stage narrower than this stacks broker, log and messages.
const NARROW_BELOW: f64 = 640.0;
/// The widest and the narrowest that a record's cell gets.
const CELL: (f64, f64) = (26.0, 44.0);
/// The axis has room for at least so many records.
const SLOTS_MIN: i64 = 6;
/// From the controller's card to the first lane: the high watermark's label, the axis' numbers.
const AXIS: f64 = 50.0;

/// The geometry of one drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Whether things are stacked.
    pub narrow: bool,
    /// The drawing's width.
    pub width: f64,
    /// The drawing's height.
    pub height: f64,
    /// How wide a record is.
    pub cell: f64,
    /// Where the axis begins.
    pub log_x: f64,
    /// Where the axis ends and the wires begin.
    pub wire_x: f64,
    /// The first offset that is shown.
    pub first: Offset,
    /// How many offsets there is room for.
    pub slots: i64,
    /// A broker's card, in the coordinates of its lane. Above it is room for what it has to learn.
    pub card: Card,
    /// How high the controller's card is.
    pub controller: f64,
    top: f64,
    pitch: f64,
    bottom: f64,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Card {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// From its left edge to its right one.
    pub width: f64,
    /// From its upper edge to its lower one.
    pub height: f64,
}

impl Card {
    /// Its right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Its lower edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }
}

impl Layout {
    /// The layout for a view on a stage of that width.
    pub fn new<V: View>(width: f64, view: &V) -> Self {
        let narrow = width < NARROW_BELOW;
        let (log_x, wires) = if narrow { (34.0, 10.0) } else { (252.0, 290.0) };
        let (controller, pitch) = if narrow { (78.0, 200.0) } else { (58.0, 126.0) };
        let top = controller + AXIS;
        let room = (width - log_x - wires).max(CELL.0 * 4.0);
        let longest = view::brokers(view).map(|b| view.log_end(b).0).max().unwrap_or(0);
        let wanted = (longest + 1).max(SLOTS_MIN);
        let cell = (room / wanted as f64).clamp(CELL.0, CELL.1);
        let slots = (room / cell).floor() as i64;
        let first = Offset((longest + 1 - slots).max(0));
        let bottom = top + pitch * f64::from(view.brokers());
        let consumer = if narrow { 96.0 } else { 56.0 };
        let height = bottom + view.consumer().map_or(0.0, |_| consumer);
        let wire_x = width - wires;
        let card = if narrow {
            Card { x: 24.0, y: 18.0, width: width - 34.0, height: 50.0 }
        } else {
            Card { x: 44.0, y: 20.0, width: 178.0, height: 80.0 }
        };
        Layout {
            narrow,
            width,
            height,
            cell,
            log_x,
            wire_x,
            first,
            slots,
            card,
            controller,
            top,
            pitch,
            bottom,
        }
    }

    /// The left edge of an offset's cell, at the axis' beginning if it is before what is shown.
    #[must_use]
    pub fn x(&self, offset: Offset) -> f64 {
        self.log_x + (offset.0 - self.first.0).max(0) as f64 * self.cell
    }

    /// Whether an offset's cell is shown.
    #[must_use]
    pub fn shows(&self, offset: Offset) -> bool {
        self.first <= offset && offset.0 < self.first.0 + self.slots
    }

    /// The top of a broker's lane.
    #[must_use]
    pub fn lane(&self, broker: BrokerId) -> f64 {
        self.top + self.pitch * f64::from(broker.0)
    }

    /// The height of a lane.
    #[must_use]
    pub fn pitch(&self) -> f64 {
        self.pitch
    }

    /// The top of the row of cells, below the top of its lane.
    #[must_use]
    pub fn cells(&self) -> f64 {
        if self.narrow { 102.0 } else { 43.0 }
    }

    /// The height of the row of cells.
    #[must_use]
    pub fn cell_height(&self) -> f64 {
        34.0
    }

    /// The middle of a broker's row of cells.
    #[must_use]
    pub fn middle(&self, broker: BrokerId) -> f64 {
        self.lane(broker) + self.cells() + self.cell_height() / 2.0
    }

    /// Where the lanes begin.
    #[must_use]
    pub fn top(&self) -> f64 {
        self.top
    }

    /// Where the lanes end, and the consumer's row begins.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::Cluster;
    use spec::{Acks, Step, World};

    fn with_records(records: i32) -> Cluster {
        let mut cluster = Cluster::new(&World::of(3));
        let produce = Step::Produce { broker: BrokerId(0), acks: Acks::Leader, records };
        cluster.apply(produce).expect("the leader takes it");
        cluster
    }

    #[test]
    fn the_end_of_a_long_log_is_shown() {
        for width in [358.0, 390.0, 888.0] {
            let layout = Layout::new(width, &with_records(900));
            assert!(layout.shows(Offset(899)) && !layout.shows(Offset(0)));
            assert!(layout.x(Offset(900)) <= layout.wire_x, "{width}");
        }
    }

    #[test]
    fn a_short_log_is_shown_whole_and_no_cell_is_huge() {
        for width in [358.0, 888.0] {
            let layout = Layout::new(width, &with_records(3));
            assert!(layout.shows(Offset(0)) && layout.shows(Offset(2)));
            assert!(CELL.0 <= layout.cell && layout.cell <= CELL.1);
        }
    }
}
