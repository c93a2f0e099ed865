//! PNG: the SVG drawn in pixels.

use super::ChartError;
use super::fonts::Fonts;
use super::vector::tree;
use resvg::tiny_skia::{Pixmap, Transform};

/// Dots a meter at one pixel a point of a 144-dpi slide; a scale of 2 doubles it.
const DOTS_PER_METER: f32 = 144.0 / 0.0254;

/// An SVG of [`svg`](super::svg) as PNG, `scale` times as large.
///
/// # Errors
/// [`ChartError::Convert`] where the image would be too large, or cannot be encoded.
pub fn png(svg: &str, fonts: &Fonts, scale: u32) -> Result<Vec<u8>, ChartError> {
    let failed = |why: &dyn std::fmt::Display| ChartError::convert("PNG", why);
    let tree = tree(svg, fonts, "PNG")?;
    let size = tree.size().to_int_size().scale_by(scale as f32).ok_or_else(|| failed(&"it is too large"))?;
    let mut pixmap = Pixmap::new(size.width(), size.height()).ok_or_else(|| failed(&"it is too large"))?;
    let factor = scale as f32;
    resvg::render(&tree, Transform::from_scale(factor, factor), &mut pixmap.as_mut());
    let opaque = pixmap.data().chunks_exact(4).all(|pixel| pixel[3] == u8::MAX);
    // Without transparency a quarter of the bytes need not be written.
    let data: Vec<u8> = if opaque {
        pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    } else {
        pixmap
            .pixels()
            .iter()
            .map(|pixel| pixel.demultiply())
            .flat_map(|c| [c.red(), c.green(), c.blue(), c.alpha()])
            .collect()
    };
    let mut bytes = Vec::with_capacity(256 << 10);
    let mut encoder = png::Encoder::new(&mut bytes, size.width(), size.height());
    encoder.set_color(if opaque { png::ColorType::Rgb } else { png::ColorType::Rgba });
    encoder.set_compression(png::Compression::Fast);
    let dots = (DOTS_PER_METER * factor).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: dots, yppu: dots, unit: png::Unit::Meter }));
    let mut writer = encoder.write_header().map_err(|error| failed(&error))?;
    writer.write_image_data(&data).map_err(|error| failed(&error))?;
    writer.finish().map_err(|error| failed(&error))?;
    Ok(bytes)
}
