// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QStringList>

#include <cstdint>

namespace dockhand::fault {

/// A record as the reference reads it.
struct ReferenceRecord
{
    std::int64_t line = 0; ///< physical line of its first byte, from 1
    std::int64_t byte = 0; ///< of its first byte, in the text
    QByteArray raw;        ///< without the line end
    QByteArrayList fields;
    QStringList problems; ///< error ids of what is wrong with it as a whole; no fields then
};

/// RFC 4180 byte by byte, as slow and obvious as it gets, with the deviations that CsvReader and
/// RecordParser document. Knows nothing of their code.
class ReferenceCsv final
{
public:
    ReferenceCsv(const QByteArray &text, char delimiter, bool carriageReturnEnds,
                 std::int64_t maxRecordBytes);

    /// Fields that records usually have: those of the header.
    void setUsualFields(qsizetype fields) { m_usualFields = fields; }

    /// The next record; false at the end. Blank lines are stepped over.
    [[nodiscard]] bool next(ReferenceRecord &record);

private:
    enum class State { FieldBegin, Unquoted, Quoted, QuoteInQuoted, TextAfterQuote };

    /// The record in work.
    struct Scan
    {
        qsizetype at = 0;
        State state = State::FieldBegin;
        QByteArray field;
        qsizetype fieldBegin = 0;
        qsizetype firstLineEnd = -1; ///< of a line that ends inside quotes
        qsizetype secondLine = -1;   ///< where the next one begins
        qsizetype textAfterQuote = -1;
        qsizetype brokenField = -1; ///< begin of the field with that text
    };

    [[nodiscard]] qsizetype lineEndAt(qsizetype at) const;
    [[nodiscard]] std::int64_t lineOf(qsizetype byte);
    void takeByte(Scan &scan, ReferenceRecord &record) const;
    void endField(Scan &scan, ReferenceRecord &record) const;
    [[nodiscard]] bool holdsRecords(const QByteArray &lines) const;
    [[nodiscard]] qsizetype fieldsOfLine(const QByteArray &line) const;
    [[nodiscard]] bool isInQuotes(const Scan &scan) const;
    void close(ReferenceRecord &record, const Scan &scan);
    void giveUpFirstLine(ReferenceRecord &record, const Scan &scan);
    void giveUpTooLong(ReferenceRecord &record, Scan &scan);
    void checkBytes(ReferenceRecord &record) const;

    QByteArray m_text;
    char m_delimiter;
    bool m_carriageReturnEnds;
    std::int64_t m_maxRecordBytes;
    qsizetype m_usualFields = 0;
    qsizetype m_at = 0;
    qsizetype m_counted = 0; ///< bytes before which line ends are counted
    std::int64_t m_line = 1; ///< there
};

} // namespace dockhand::fault
