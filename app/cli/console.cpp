// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cerrno>
#include <cstdio>

namespace dockhand::cli {

namespace {

int outFailure = 0; // an errno; standard output is one for the whole program

/// The first reason stays: what fails after it only fails because of it.
void keepFailure()
{
    outFailure = errno != 0 ? errno : EIO;
}

bool isReaderGone(int failure)
{
#ifdef Q_OS_WIN
    return failure == EPIPE || failure == EINVAL; // what the runtime makes of a closed pipe
#else
    return failure == EPIPE;
#endif
}

} // namespace

void printOut(std::string_view utf8)
{
    if (outFailure != 0)
        return;
    errno = 0;
    if (std::fwrite(utf8.data(), 1, utf8.size(), stdout) != utf8.size())
        keepFailure();
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
    errno = 0;
    if (outFailure == 0 && std::fflush(stdout) != 0)
        keepFailure();
    return outFailure == 0;
}

bool isOutClosed()
{
    return outFailure != 0;
}

std::optional<Error> outProblem()
{
    if (outFailure == 0 || isReaderGone(outFailure))
        return std::nullopt;
    return Error { ErrorCode::OutputUnwritable,
                   {},
                   { QCoreApplication::translate("Console", "standard output"),
                     qt_error_string(outFailure) } };
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
