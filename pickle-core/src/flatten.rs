//! Flattened fields: the attributes of one class among those of another, as one list that is known at compile time.
//!
//! This is for `#[derive(Pickle)]` alone. A struct with `#[pickle(flatten)]` fields lists its [`Pieces`];
//! [`join`](Pieces::join) makes [`Class::fields`] of them, so that the machinery knows no flattening, and
//! [`locate`](Pieces::locate) is the way back: from a position in that list to the piece and the position in it.

use crate::class::{Class, Field, Layout, Place};
use crate::source::{ObjectReader, Part, UsualFields};
use crate::{PickleClass, Result};

mod rules;

/// What the fields of a struct stand for, in their order.
#[derive(Debug, Clone, Copy)]
pub struct Pieces(pub &'static [Piece]);

/// What one field of a struct stands for.
#[derive(Debug, Clone, Copy)]
pub enum Piece {
    /// One attribute of the class itself.
    Own(Field),
    /// All attributes of another class.
    Flattened {
        /// That class.
        class: &'static Class,
        /// Whether its Rust type keeps unknown attributes.
        keeps_rest: bool,
    },
}

/// The loading of a derived struct, with the walk through the object left to the caller: that is how the struct can be
/// a part of another one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be flattened",
    note = "`#[pickle(flatten)]` takes a struct with `#[derive(Pickle)]` whose attributes stand in the pickle by name"
)]
pub trait LoadInstance<'de>: PickleClass + Sized {
    /// Makes the struct of the parts that `walk` hands over, each with its position in the struct's own class.
    ///
    /// # Errors
    ///
    /// When a part cannot be loaded or is missing.
    fn load_instance(object: &mut ObjectReader<'_, '_, 'de>, walk: impl Walk<'de>) -> Result<Self>;
}

/// Takes one part of an object.
pub type TakePart<'t, 'de> = &'t mut dyn FnMut(Part, &mut ObjectReader<'_, '_, 'de>) -> Result<()>;

/// Goes through an object and hands over its parts.
pub trait Walk<'de>: Sized {
    /// The fields that come first, if all of the object is walked through and it is as usual. They are taken before the walk.
    #[inline(always)]
    fn usual_fields<'r, 's>(&self, _object: &'r mut ObjectReader<'_, 's, 'de>) -> Option<UsualFields<'r, 's, 'de>> {
        None
    }

    /// Hands over one part after another.
    ///
    /// # Errors
    ///
    /// When a part cannot be loaded, and when the object has another layout than its class.
    fn walk(self, object: &mut ObjectReader<'_, '_, 'de>, take: TakePart<'_, 'de>) -> Result<()>;
}

/// A walk through the fields of a flattened struct, among those of another one.
impl<'de, F> Walk<'de> for F
where
    F: FnOnce(&mut ObjectReader<'_, '_, 'de>, TakePart<'_, 'de>) -> Result<()>,
{
    fn walk(self, object: &mut ObjectReader<'_, '_, 'de>, take: TakePart<'_, 'de>) -> Result<()> {
        self(object, take)
    }
}

impl Piece {
    /// All attributes of the class that `T` stands for.
    pub const fn flattened<T: PickleClass>() -> Piece {
        Piece::Flattened { class: T::CLASS, keeps_rest: T::KEEPS_REST }
    }

    /// How many fields of the joined list it is.
    const fn len(&self) -> usize {
        match self {
            Piece::Own(_) => 1,
            Piece::Flattened { class, .. } => class.fields.len(),
        }
    }

    /// One of its fields, for a class of this layout.
    const fn field(&self, index: usize, layout: Layout) -> Field {
        match self {
            Piece::Own(field) => *field,
            Piece::Flattened { class, .. } => {
                let field = class.fields[index];
                match (layout, class.layout, field.place) {
                    // What every field of a class with `__slots__` is, is said of each where there is a `__dict__` too.
                    (Layout::DictSlots, Layout::Slots, Place::State) => Field { place: Place::Slot, ..field },
                    _ => field,
                }
            }
        }
    }

    /// Whether it is what the object itself holds as a list or a dict.
    fn holds(&self, place: Place) -> bool {
        match self {
            Piece::Own(_) => false,
            Piece::Flattened { class, .. } => class.fields.iter().any(|field| field.place == place),
        }
    }
}

impl Pieces {
    /// How many fields the joined list has.
    pub const fn count(self) -> usize {
        self.start(self.0.len())
    }

    /// The position of a piece's first field in the joined list.
    pub const fn start(self, piece: usize) -> usize {
        let mut start = 0;
        let mut before = 0;
        while before < piece {
            start += self.0[before].len();
            before += 1;
        }
        start
    }

    /// The fields of all pieces, as those of a class of this layout. `N` is their [`count`](Pieces::count).
    pub const fn join<const N: usize>(self, layout: Layout) -> [Field; N] {
        let mut fields = [Field { name: "", aliases: &[], place: Place::State }; N];
        let (mut position, mut piece) = (0, 0);
        while piece < self.0.len() {
            let mut inside = 0;
            while inside < self.0[piece].len() {
                fields[position] = self.0[piece].field(inside, layout);
                (position, inside) = (position + 1, inside + 1);
            }
            piece += 1;
        }
        fields
    }

    /// The piece at a position in the joined list, and the position inside of it.
    pub fn locate(self, position: usize) -> (usize, usize) {
        let mut inside = position;
        for (piece, fields) in self.0.iter().enumerate() {
            match inside.checked_sub(fields.len()) {
                Some(behind) => inside = behind,
                None => return (piece, inside),
            }
        }
        (self.0.len(), inside)
    }

    /// The part as the struct with the pieces counts it, and as the flattened struct does.
    pub fn locate_part(self, part: Part) -> (Part, Part) {
        match part {
            Part::Field(position) => {
                let (piece, inside) = self.locate(position);
                (Part::Field(piece), Part::Field(inside))
            }
            Part::Item => (self.holder(Place::Items, part), part),
            Part::Entry => (self.holder(Place::Entries, part), part),
            Part::Unknown | Part::State => (part, part),
        }
    }

    /// The flattened field that takes what the object itself holds, if it is not the struct itself.
    fn holder(self, place: Place, part: Part) -> Part {
        self.0.iter().position(|piece| piece.holds(place)).map_or(part, Part::Field)
    }
}
