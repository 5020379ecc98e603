// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/row_image.h"

#include "core/base/text.h"

#include <QDateTime>

#include <bit>

namespace dockhand::target {

using namespace Qt::StringLiterals;
using Kind = ImageCell::Kind;

namespace {

void appendNumber(ByteBuffer &image, std::uint64_t bits, int bytes)
{
    char text[8];
    for (int i = 0; i < bytes; ++i, bits >>= 8)
        text[i] = static_cast<char>(bits & 0xFF);
    image.append({ text, static_cast<std::size_t>(bytes) });
}

bool takeNumber(std::string_view &rest, int bytes, std::uint64_t &bits)
{
    if (rest.size() < static_cast<std::size_t>(bytes))
        return false;
    bits = 0;
    for (int i = bytes - 1; i >= 0; --i)
        bits = bits << 8 | static_cast<std::uint8_t>(rest[static_cast<std::size_t>(i)]);
    rest.remove_prefix(static_cast<std::size_t>(bytes));
    return true;
}

bool takeCell(std::string_view &rest, ImageCell &cell)
{
    cell.kind = static_cast<Kind>(rest.front());
    rest.remove_prefix(1);
    std::uint64_t bits = 0;
    switch (cell.kind) {
    case Kind::Null:
        return true;
    case Kind::Integer:
        if (!takeNumber(rest, 8, bits))
            return false;
        cell.integer = static_cast<std::int64_t>(bits);
        return true;
    case Kind::Real:
        if (!takeNumber(rest, 8, bits))
            return false;
        cell.real = std::bit_cast<double>(bits);
        return true;
    case Kind::Text:
    case Kind::Bytes:
        if (!takeNumber(rest, 4, bits) || rest.size() < bits)
            return false;
        cell.text = rest.substr(0, static_cast<std::size_t>(bits));
        rest.remove_prefix(static_cast<std::size_t>(bits));
        return true;
    }
    return false;
}

} // namespace

void appendCell(ByteBuffer &image, const ImageCell &cell)
{
    const auto kind = static_cast<char>(cell.kind);
    image.append({ &kind, 1 });
    switch (cell.kind) {
    case Kind::Null:
        return;
    case Kind::Integer:
        appendNumber(image, static_cast<std::uint64_t>(cell.integer), 8);
        return;
    case Kind::Real:
        appendNumber(image, std::bit_cast<std::uint64_t>(cell.real), 8);
        return;
    case Kind::Text:
    case Kind::Bytes:
        appendNumber(image, cell.text.size(), 4);
        image.append(cell.text);
        return;
    }
}

void appendCell(ByteBuffer &image, const QVariant &value)
{
    ImageCell cell;
    QByteArray bytes;
    if (value.isNull())
        return appendCell(image, cell);
    switch (value.typeId()) {
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
        cell.kind = Kind::Integer;
        cell.integer = value.toLongLong();
        break;
    case QMetaType::Double:
    case QMetaType::Float:
        cell.kind = Kind::Real;
        cell.real = value.toDouble();
        break;
    case QMetaType::QByteArray:
        cell.kind = Kind::Bytes;
        bytes = value.toByteArray();
        break;
    case QMetaType::QDateTime:
        cell.kind = Kind::Text; // as SQL has it; fractions of a second only where there are some
        bytes = value.toDateTime()
                    .toString(value.toDateTime().time().msec() == 0 ? u"yyyy-MM-dd HH:mm:ss"_s
                                                                    : u"yyyy-MM-dd HH:mm:ss.zzz"_s)
                    .toUtf8();
        break;
    default:
        cell.kind = Kind::Text;
        bytes = value.toString().toUtf8();
        break;
    }
    cell.text = view(bytes);
    appendCell(image, cell);
}

std::optional<std::vector<ImageCell>> cellsOf(std::string_view image)
{
    std::vector<ImageCell> cells;
    while (!image.empty()) {
        if (!takeCell(image, cells.emplace_back()))
            return std::nullopt;
    }
    return cells;
}

QVariant toVariant(const ImageCell &cell)
{
    switch (cell.kind) {
    case Kind::Integer:
        return static_cast<qlonglong>(cell.integer);
    case Kind::Real:
        return cell.real;
    case Kind::Text: {
        auto text = toQString(cell.text);
        return text.isNull() ? u""_s : text;
    }
    case Kind::Bytes:
        return QByteArray(cell.text.data(), static_cast<qsizetype>(cell.text.size()));
    case Kind::Null:
        break;
    }
    return QVariant(QMetaType(QMetaType::QString));
}

QString toText(const ImageCell &cell)
{
    switch (cell.kind) {
    case Kind::Null:
        return u"NULL"_s;
    case Kind::Integer:
        return QString::number(cell.integer);
    case Kind::Real:
        return QString::number(cell.real, 'g', 17);
    case Kind::Text:
        return toQString(cell.text);
    case Kind::Bytes:
        return QString::fromLatin1(toVariant(cell).toByteArray().toHex());
    }
    return {};
}

} // namespace dockhand::target
