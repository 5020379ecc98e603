// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <QCoreApplication>

namespace dockhand {

namespace {

QString withArguments(const char *source, const QStringList &arguments)
{
    QString text = QCoreApplication::translate("ErrorCode", source);
    // One pass by hand: QString::arg would read a %1 inside an argument again.
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('%') && i + 1 < text.size() && text[i + 1].isDigit()) {
            const auto index = text[i + 1].digitValue() - 1;
            out += arguments.value(index);
            ++i;
        } else {
            out += text[i];
        }
    }
    return out;
}

bool isClosing(QChar c)
{
    return c == QLatin1Char(')') || c == QLatin1Char('"') || c == QLatin1Char('\'')
        || c == QChar(0x201D) || c == QChar(0x2019);
}

// A message that ends in somebody else's words, a path or a database's reason, may lack its stop.
QString asSentence(const QString &text)
{
    auto end = text.size();
    while (end > 0 && isClosing(text[end - 1]))
        --end;
    static const auto stops = QStringLiteral(".!?\u2026");
    const bool isWhole = end == 0 || stops.contains(text[end - 1]);
    return isWhole ? text : text + QLatin1Char('.');
}

QString translated(const char *source)
{
    return QCoreApplication::translate("Place", source);
}

} // namespace

QString placeText(const Place &place)
{
    QStringList parts;
    if (!place.file.isEmpty())
        parts << place.file;
    if (place.record > 0)
        parts << translated("record %1").arg(place.record);
    if (place.line > 0)
        parts << translated("line %1").arg(place.line);
    if (!place.column.isEmpty())
        parts << translated("column %1").arg(place.column);
    if (place.byte >= 0)
        parts << translated("byte %1").arg(place.byte);
    return parts.join(QStringLiteral(", "));
}

QString errorMessage(ErrorCode code, const QStringList &arguments)
{
    return withArguments(errorInfo(code).message, arguments);
}

QString errorFix(ErrorCode code, const QStringList &arguments)
{
    return withArguments(errorInfo(code).fix, arguments);
}

QString errorSentences(const Error &error)
{
    return asSentence(errorMessage(error.code, error.arguments)) + QLatin1Char(' ')
        + errorFix(error.code, error.arguments);
}

QString errorText(const Error &error)
{
    const QString place = placeText(error.place);
    const QString body = errorSentences(error);
    return place.isEmpty() ? body : place + QStringLiteral(": ") + body;
}

} // namespace dockhand
