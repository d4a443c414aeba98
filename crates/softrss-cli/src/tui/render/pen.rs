//! Writing rows of text into a part of the screen, never past its edges.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, text::Span};

/// Writes from left to right and from top to bottom.
pub(crate) struct Pen<'b> {
    buffer: &'b mut Buffer,
    area: Rect,
    x: u16,
    y: u16,
}

impl<'b> Pen<'b> {
    pub(crate) fn new(buffer: &'b mut Buffer, area: Rect) -> Self {
        let area = area.intersection(buffer.area);
        Self {
            x: area.x,
            y: area.y,
            buffer,
            area,
        }
    }

    /// Characters left in this row.
    pub(crate) fn left(&self) -> u16 {
        if self.done() {
            0
        } else {
            self.area.right() - self.x
        }
    }

    /// Whether there is no row left.
    pub(crate) fn done(&self) -> bool {
        self.y >= self.area.bottom()
    }

    /// Writes as much as there is room for.
    pub(crate) fn text(&mut self, text: &str, style: Style) -> &mut Self {
        let room = self.left();
        if room > 0 {
            let (x, _) = self
                .buffer
                .set_stringn(self.x, self.y, text, room.into(), style);
            self.x = x;
        }
        self
    }

    /// Writes `text` if all of it has room.
    pub(crate) fn whole(&mut self, text: &str, style: Style) -> &mut Self {
        if width(text) <= self.left() {
            self.text(text, style);
        }
        self
    }

    /// Writes at the right edge of a field of `wide` characters.
    pub(crate) fn right(&mut self, text: &str, wide: u16, style: Style) -> &mut Self {
        self.skip(wide.saturating_sub(width(text)))
            .text(text, style)
    }

    /// Writes at the left edge of a field of `wide` characters, and cuts what is longer.
    pub(crate) fn field(&mut self, text: &str, wide: u16, style: Style) -> &mut Self {
        let end = self.x.saturating_add(wide).min(self.area.right());
        if !self.done() && end > self.x {
            let room = end - self.x;
            if width(text) > room {
                let (x, _) =
                    self.buffer
                        .set_stringn(self.x, self.y, text, usize::from(room - 1), style);
                self.buffer.set_stringn(x, self.y, "…", 1, style);
            } else {
                self.buffer
                    .set_stringn(self.x, self.y, text, room.into(), style);
            }
        }
        self.x = end;
        self
    }

    pub(crate) fn skip(&mut self, characters: u16) -> &mut Self {
        self.x = self.x.saturating_add(characters).min(self.area.right());
        self
    }

    /// Goes to the next row.
    pub(crate) fn next_row(&mut self) -> &mut Self {
        self.x = self.area.x;
        self.y = self.y.saturating_add(1);
        self
    }
}

/// Characters that `text` takes on the screen.
pub(crate) fn width(text: &str) -> u16 {
    u16::try_from(Span::raw(text).width()).unwrap_or(u16::MAX)
}
