// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/dialect_json.h"

#include <QString>

namespace dockhand::source {

using namespace Qt::StringLiterals;

namespace {

QString toText(char sign)
{
    return sign == '\0' ? QString() : QString(QLatin1Char(sign));
}

char fromText(const QString &text)
{
    return text.isEmpty() ? '\0' : text.front().toLatin1();
}

} // namespace

QJsonObject toJson(const Dialect &dialect)
{
    QJsonObject object {
        { u"encoding"_s, encodingName(dialect.encoding) },
        { u"delimiter"_s, QString(QLatin1Char(dialect.delimiter)) },
        { u"quote"_s, toText(dialect.quote) },
        { u"header_row"_s, dialect.headerRow },
    };
    if (dialect.escape != '\0')
        object.insert(u"escape"_s, toText(dialect.escape));
    if (dialect.carriageReturnEnds)
        object.insert(u"carriage_return_ends"_s, true);
    return object;
}

Dialect dialectFromJson(const QJsonObject &object)
{
    Dialect dialect;
    if (const auto encoding = encodingFromName(object[u"encoding"_s].toString()))
        dialect.encoding = *encoding;
    const auto delimiter = object[u"delimiter"_s].toString();
    if (!delimiter.isEmpty())
        dialect.delimiter = fromText(delimiter);
    dialect.quote = fromText(object[u"quote"_s].toString(u"\""_s));
    dialect.headerRow = object[u"header_row"_s].toInt(1);
    dialect.escape = fromText(object[u"escape"_s].toString());
    dialect.carriageReturnEnds = object[u"carriage_return_ends"_s].toBool();
    return dialect;
}

} // namespace dockhand::source
