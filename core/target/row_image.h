// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"

#include <QString>
#include <QVariant>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace dockhand::target {

/// One cell of a row as a database gave it, whatever its column promises: SQLite keeps values of
/// any type in any column. Text and bytes are views.
struct ImageCell
{
    enum class Kind : std::uint8_t { Null, Integer, Real, Text, Bytes };

    Kind kind = Kind::Null;
    std::int64_t integer = 0;
    double real = 0;
    std::string_view text; ///< Text (UTF-8) and Bytes
};

/// Appends a cell to an image of a row: a byte for the kind, then 8 bytes of a number or 4 bytes of
/// length and the text, all little-endian. Kept in the ledger (dockhand_former): never change a
/// kind's number.
void appendCell(ByteBuffer &image, const ImageCell &cell);
/// A value as a driver gave it.
void appendCell(ByteBuffer &image, const QVariant &value);

/// The cells of an image; nothing when the bytes are none. Views into `image`.
[[nodiscard]] std::optional<std::vector<ImageCell>> cellsOf(std::string_view image);

/// For binding to a statement of a driver.
[[nodiscard]] QVariant toVariant(const ImageCell &cell);
/// For people.
[[nodiscard]] QString toText(const ImageCell &cell);

} // namespace dockhand::target
