// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/config_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace dockhand::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostBytes = 1 << 20; ///< a longer one is no file of settings

/// Gives the sentences below their translation context.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConfigFile)
};

auto invalid(const QString &path, const QString &expected)
{
    return failure(ErrorCode::OptionInvalid, { u"--config"_s, path, expected });
}

Result<QJsonObject> readObject(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return invalid(path, Words::tr("a file that can be read (%1)").arg(file.errorString()));
    const auto text = file.read(kMostBytes + 1);
    if (text.size() > kMostBytes)
        return invalid(path, Words::tr("a file of settings, which is smaller than 1 MB"));
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) {
        return invalid(path,
                       Words::tr("a JSON object (this one breaks at byte %1: %2)")
                           .arg(error.offset)
                           .arg(error.errorString()));
    }
    if (!document.isObject())
        return invalid(path, Words::tr("a JSON object"));
    return document.object();
}

/// Numbers are written as they stand in JSON, without an exponent where they are whole.
QString textOf(const QJsonValue &value)
{
    if (!value.isDouble())
        return value.toString();
    return QString::fromUtf8(QJsonDocument(QJsonObject { { u"v"_s, value } })
                                 .toJson(QJsonDocument::Compact)
                                 .chopped(1)
                                 .mid(5));
}

} // namespace

Result<ConfigValues> readConfigFile(const QString &path, const QHash<QString, bool> &options)
{
    const auto object = readObject(path);
    if (!object)
        return failure(object.error());
    ConfigValues values;
    for (auto member = object->begin(); member != object->end(); ++member) {
        const auto option = options.constFind(member.key());
        if (option == options.constEnd())
            return invalid(
                path, Words::tr("options of this command only (“%1” is none)").arg(member.key()));
        const auto value = member.value();
        const bool isFit = *option ? (value.isString() || value.isDouble()) : value.isBool();
        if (!isFit) {
            return invalid(path,
                           (*option ? Words::tr("a text or a number for “%1”")
                                    : Words::tr("true or false for “%1”"))
                               .arg(member.key()));
        }
        if (*option || value.toBool())
            values.insert(member.key(), textOf(value));
    }
    return values;
}

} // namespace dockhand::cli
