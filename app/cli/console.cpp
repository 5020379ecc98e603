// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include <QJsonDocument>

#include <cstdio>

namespace dockhand::cli {

namespace {

bool g_isOutClosed = false; // standard output is one for the whole program

} // namespace

void printOut(std::string_view utf8)
{
    if (g_isOutClosed)
        return;
    if (std::fwrite(utf8.data(), 1, utf8.size(), stdout) != utf8.size())
        g_isOutClosed = true;
}

void printOut(const QString &text)
{
    printOut(std::string_view(text.toStdString()));
}

void printJson(const QJsonObject &object)
{
    printOut(std::string_view(QJsonDocument(object).toJson().toStdString()));
}

bool flushOut()
{
    if (!g_isOutClosed && std::fflush(stdout) != 0)
        g_isOutClosed = true;
    return !g_isOutClosed;
}

bool isOutClosed()
{
    return g_isOutClosed;
}

void printError(const QString &line)
{
    const auto text = line.toUtf8() + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stderr);
    std::fflush(stderr);
}

void printError(const Error &error)
{
    printError(QStringLiteral("dockhand-cli: ") + printable(errorText(error)) + QStringLiteral(" [")
               + errorId(error.code) + QLatin1Char(']'));
}

void printErrorJson(const QJsonObject &object)
{
    const auto text = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stderr);
    std::fflush(stderr);
}

QString printable(const QString &text)
{
    QString out = text;
    for (QChar &c : out) {
        const auto code = c.unicode();
        if (code < 0x20)
            c = QChar(static_cast<char16_t>(0x2400 + code)); // control pictures: ␀ … ␟
        else if (code >= 0x7F && code < 0xA0)
            c = QChar(QChar::ReplacementCharacter);
    }
    return out;
}

} // namespace dockhand::cli
