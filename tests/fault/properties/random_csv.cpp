// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/properties/random_csv.h"

#include "tests/fault/properties/random_value.h"

#include <QStringEncoder>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

using source::Encoding;

constexpr std::array kDelimiters { ',', ',', ';', '\t', '|' };
constexpr std::array kBadBytes { "\xFF",     "\xC3",         "\xE2\x82",
                                 "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80",
                                 "\x80" };
constexpr int kNoColumn = -1; ///< a field that no column takes

QByteArray quoted(QByteArray value)
{
    return '"' + value.replace("\"", "\"\"") + '"';
}

// What of Latin-1 is a character in windows-1252, too.
bool isLatin(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < 0x80 || (c.unicode() >= 0xA0 && c.unicode() <= 0xFF);
    });
}

} // namespace

RandomCsv::RandomCsv(const profile::ImportProfile &profile, Dice &dice)
    : m_profile(profile)
    , m_dice(dice)
{
}

void RandomCsv::chooseHabits()
{
    m_habits = {};
    if (m_dice.chance(60))
        m_habits.broken = static_cast<int>(m_dice.pick(std::array { 1, 3, 10 }));
    if (m_dice.chance(40))
        m_habits.blankLines = static_cast<int>(m_dice.number(1, 20));
    m_habits.quotes = m_dice.pick(std::array { 0, 10, 50, 100 });
    if (m_dice.chance(25))
        m_habits.longFields = static_cast<int>(m_dice.number(1, 4));
    m_habits.otherOrders = m_dice.pick(std::array { 10, 40, 90 });
    m_dialect = {};
    m_dialect.delimiter = m_dice.pick(kDelimiters);
    m_dialect.carriageReturnEnds = m_dice.chance(20);
    static const QByteArrayList ends { "\n", "\n", "\r\n", "" };
    m_lineEnd
        = m_dialect.carriageReturnEnds && m_dice.chance(60) ? QByteArray("\r") : m_dice.pick(ends);
}

void RandomCsv::addLineEnd()
{
    static const QByteArrayList any { "\n", "\r\n" };
    static const QByteArrayList anyOfAll { "\n", "\r\n", "\r" };
    if (!m_lineEnd.isEmpty())
        m_text += m_lineEnd;
    else
        m_text += m_dice.pick(m_dialect.carriageReturnEnds ? anyOfAll : any);
}

// Columns in any order, some left out where that is allowed, and fields that nobody wants.
std::vector<int> RandomCsv::chooseFields()
{
    std::vector<int> fields;
    for (std::size_t i = 0; i < m_profile.columns.size(); ++i) {
        if (!m_profile.columns[i].optionalInFile || m_dice.chance(50))
            fields.push_back(static_cast<int>(i));
    }
    if (fields.empty())
        fields.push_back(0);
    for (auto more = m_dice.chance(20) ? m_dice.number(1, 2) : 0; more > 0; --more)
        fields.push_back(kNoColumn);
    if (m_dice.chance(50))
        m_dice.shuffle(fields);
    return fields;
}

void RandomCsv::addHeader(const std::vector<int> &fields)
{
    QByteArrayList names;
    for (const auto field : fields) {
        auto name = field == kNoColumn
            ? "Other " + QByteArray::number(names.size())
            : m_profile.columns[static_cast<std::size_t>(field)].name.toUtf8();
        if (m_dice.chance(10))
            name = name.toUpper();
        names.append(m_dice.chance(m_habits.quotes) ? quoted(name) : name);
    }
    while (m_dice.chance(m_habits.blankLines))
        addLineEnd();
    m_text += names.join(m_dialect.delimiter);
}

QByteArray RandomCsv::longText()
{
    const auto size
        = m_dice.chance(10) ? m_dice.number(60'000, 200'000) : m_dice.number(200, 5'000);
    auto text = QByteArray("long text, ").repeated(static_cast<qsizetype>(size) / 11);
    if (size < 5'000 && m_dice.chance(30))
        text.replace(", ", "\n");
    return text + QByteArray::number(m_dice.number(0, 5));
}

QByteArray RandomCsv::valueOf(std::size_t column)
{
    const auto &source = m_profile.columns[column];
    if (source.type == profile::ValueType::Text && m_dice.chance(m_habits.longFields))
        return longText();
    const bool isGroup = static_cast<int>(column) == m_profile.groupColumn;
    if (isGroup && !m_group.isEmpty() && !m_dice.chance(m_habits.otherOrders))
        return m_group;
    auto value = randomValue(source, m_dice);
    if (isGroup)
        m_group = value;
    return value;
}

QByteArrayList RandomCsv::nextValues()
{
    if (!m_earlier.empty() && m_dice.chance(10)) {
        const auto most = static_cast<qint64>(m_earlier.size()) - 1;
        return m_earlier[static_cast<std::size_t>(m_dice.number(0, most))];
    }
    QByteArrayList values;
    for (std::size_t i = 0; i < m_profile.columns.size(); ++i)
        values.append(valueOf(i));
    m_earlier.push_back(values);
    return values;
}

QByteArray RandomCsv::written(const QByteArray &value)
{
    const bool hasLineEnd = value.contains('\n')
        || (value.contains('\r') && (m_dialect.carriageReturnEnds || m_dice.chance(50)));
    const bool mustQuote
        = hasLineEnd || value.contains(m_dialect.delimiter) || value.startsWith('"');
    return mustQuote || m_dice.chance(m_habits.quotes) ? quoted(value) : value;
}

// What makes a record a wrong one, or an odd one that is right.
void RandomCsv::damageField(QByteArrayList &fields)
{
    auto &field = fields[m_dice.number(0, fields.size() - 1)];
    switch (m_dice.number(0, 9)) {
    case 0:
        field = "\"abc\"x";
        break;
    case 1:
        field = "\"never closed " + field;
        break;
    case 2:
        field = "\"two\nlines\" and more";
        break;
    case 3:
        field += '\0';
        break;
    case 4:
        field += m_dice.pick(kBadBytes);
        break;
    case 5:
        fields.removeLast();
        break;
    case 6:
        fields.append("one too many");
        break;
    case 7:
        field = " \"not quoted\"";
        break;
    case 8:
        field = "5\" by 7\"";
        break;
    default:
        field = "\"";
        break;
    }
}

void RandomCsv::addRecord(const std::vector<int> &fields)
{
    const auto values = nextValues();
    QByteArrayList texts;
    for (const auto field : fields)
        texts.append(field == kNoColumn ? written(randomValue({}, m_dice))
                                        : written(values[field]));
    if (m_dice.chance(m_habits.broken))
        damageField(texts);
    m_text += texts.join(m_dialect.delimiter);
}

void RandomCsv::encode(RandomFile &file)
{
    const auto text = QString::fromUtf8(file.text);
    const bool isText = text.toUtf8() == file.text;
    const auto choice = m_dice.number(1, 100);
    auto &dialect = file.dialect;
    file.bytes = file.text;
    if (isText && choice <= 10) {
        const bool isLittle = choice <= 5;
        dialect.encoding = isLittle ? Encoding::Utf16Le : Encoding::Utf16Be;
        dialect.hasByteOrderMark = true;
        QStringEncoder encoder(isLittle ? QStringEncoder::Utf16LE : QStringEncoder::Utf16BE,
                               QStringEncoder::Flag::WriteBom);
        file.bytes = encoder.encode(text);
    } else if (isText && choice <= 20 && isLatin(text)) {
        dialect.encoding = choice <= 15 ? Encoding::Latin1 : Encoding::Windows1252;
        file.bytes = text.toLatin1();
    } else if (choice <= 40) {
        dialect.hasByteOrderMark = true;
        file.bytes.prepend("\xEF\xBB\xBF");
    }
}

RandomFile RandomCsv::file(const QString &name, qint64 records)
{
    chooseHabits();
    const auto fields = chooseFields();
    m_text.clear();
    addHeader(fields);
    for (qint64 i = 0; i < records; ++i) {
        addLineEnd();
        while (m_dice.chance(m_habits.blankLines))
            addLineEnd();
        addRecord(fields);
    }
    if (m_dice.chance(70))
        addLineEnd();
    if (m_dice.chance(5))
        m_text += '\x1A';
    RandomFile file { .name = name, .text = m_text, .dialect = m_dialect };
    encode(file);
    return file;
}

} // namespace dockhand::fault
