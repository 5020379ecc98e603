// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/history_scene.h"

#include "tests/data/order_generator.h"
#include "tests/fault/database_look.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <functional>
#include <utility>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

// Every `everyth` record gets a mark in its time, so that it is rejected.
QByteArray marked(const QByteArray &file, int everyth)
{
    QByteArray content;
    int number = 0;
    for (const auto &line : file.split('\n')) {
        auto record = line;
        const auto time = record.indexOf(",\"");
        if (++number % everyth == 0 && time > 0)
            record.insert(time + 2,
                          number / everyth % 3 == 0 ? HistoryScene::kLastMark
                                                    : HistoryScene::kFirstMark);
        content += record + '\n';
    }
    content.chop(1);
    return content;
}

// The same orders, in another state.
QByteArray inState(QByteArray file, const QByteArray &state)
{
    return file.replace("Pesanan selesai", state).replace("Pesanan dibatalkan", state);
}

QByteArray stock(int rows)
{
    QByteArray content = "sku,count\n";
    for (int row = 1; row <= rows; ++row) {
        content += 'S' + QByteArray::number(row % 50) + ',' + QByteArray::number(row % 7);
        content += row % 9 == 0 ? QByteArray(",") + HistoryScene::kFirstMark + '\n' : "\n";
    }
    return content;
}

QString copy(const QString &from, const QString &to)
{
    return copyDatabase(from, to) ? QString() : u"%1 cannot be copied"_s.arg(from);
}

} // namespace

HistoryScene::HistoryScene(QString folder, QString cli, int rowsPerFile)
    : m_folder(std::move(folder))
    , m_cli(std::move(cli))
    , m_rowsPerFile(rowsPerFile)
{
}

QString HistoryScene::path(const QString &name) const
{
    return QDir(m_folder).filePath(name);
}

QString HistoryScene::write(const QString &name, const QByteArray &content) const
{
    QDir().mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size())
        return {};
    return u"%1 cannot be written"_s.arg(name);
}

QString HistoryScene::run(const QString &database, const QStringList &arguments) const
{
    const auto result
        = runProgram(m_cli,
                     arguments.mid(0, 1) + QStringList { u"--to"_s, u"sqlite:"_s + database }
                         + arguments.mid(1));
    if (result.exitCode == 0 || result.exitCode == 2)
        return {};
    return u"%1 ended with %2: %3"_s.arg(arguments.join(u' '))
        .arg(result.exitCode)
        .arg(QString::fromUtf8(result.errorText));
}

QString HistoryScene::import(const QString &database, const QString &folder,
                             const QStringList &options) const
{
    return run(database,
               QStringList { u"import"_s, u"--progress"_s, u"none"_s } + options
                   + QStringList { path(folder) });
}

QList<QByteArray> HistoryScene::sheetsOf(const QString &database) const
{
    QList<QByteArray> sheets;
    const QDir folder(path(u"sheets"_s));
    for (const auto &old : folder.entryList(QDir::Files))
        QFile::remove(folder.filePath(old));
    QDir().mkpath(folder.path());
    if (!run(database,
             { u"errors"_s, u"--format"_s, u"repair"_s, u"--output"_s,
               folder.filePath(u"fix.csv"_s) })
             .isEmpty())
        return {};
    for (const auto *const name : { "fix.csv", "fix-2.csv" }) {
        QFile file(folder.filePath(QLatin1StringView(name)));
        if (file.open(QIODevice::ReadOnly))
            sheets += file.readAll();
    }
    return sheets;
}

QStringList HistoryScene::writeCorrected(const QString &database, const QByteArrayList &marks) const
{
    QStringList files;
    for (auto &sheet : sheetsOf(database)) {
        for (const auto &mark : marks)
            sheet.replace(mark, "");
        const auto name
            = u"corrected/%1-%2.csv"_s.arg(QFileInfo(database).baseName()).arg(files.size() + 1);
        if (!write(name, sheet).isEmpty())
            return {};
        files += path(name);
    }
    return files;
}

QString HistoryScene::writeFiles() const
{
    testdata::OrderGenerator generator(
        { .seed = 21, .rowsPerFile = m_rowsPerFile, .repeatShare = 0.15 });
    QList<QByteArray> files;
    for (int file = 0; file < 4; ++file)
        files += QByteArray::fromStdString(generator.file());
    const auto both = files[1] + files[2].sliced(files[2].indexOf('\n') + 1);
    const QList<std::pair<QString, QByteArray>> all {
        { u"first/orders-1.csv"_s, files[0] },
        { u"first/orders-2.csv"_s, files[1] },
        { u"first/orders-3.csv"_s, files[2] },
        { u"more/orders-4.csv"_s, files[3] },
        { u"change/orders-2.csv"_s, inState(files[1], "Pesanan dikirim") },
        { u"changes/orders-1.csv"_s, inState(files[1], "Pesanan tiba") },
        { u"changes/orders-2.csv"_s, inState(both, "Pesanan diterima") },
    };
    QString fault;
    int everyth = 7;
    for (const auto &[name, content] : all) {
        fault += write(u"clean/"_s + name, content);
        fault += write(u"dirty/"_s + name, marked(content, everyth++));
    }
    const auto records = stock(m_rowsPerFile);
    fault += write(u"dirty/more/stock.csv"_s, records);
    return fault + write(u"clean/more/stock.csv"_s, QByteArray(records).replace(",#1#", ""));
}

QString HistoryScene::make()
{
    const QStringList update { u"--on-duplicate"_s, u"update"_s };
    const QList<std::function<QString()>> steps {
        [&] { return writeFiles(); },
        [&] { return import(clean(), u"clean/first"_s); },
        [&] { return import(clean(), u"clean/more"_s); },
        [&] { return import(database(), u"dirty/first"_s); },
        [&] { return import(database(), u"dirty/more"_s); },
        [&] { return copy(database(), inserted()); },
        [&] { return import(database(), u"dirty/change"_s, update); },
        [&] { return import(database(), u"dirty/changes"_s, update); },
        [&] { return copy(database(), changed()); },
        [&] { return repairAll(database(), { kFirstMark }); },
    };
    for (const auto &step : steps) {
        if (const auto fault = step(); !fault.isEmpty())
            return fault;
    }
    return {};
}

QString HistoryScene::repairAll(const QString &database, const QByteArrayList &marks) const
{
    const auto files = writeCorrected(database, marks);
    if (files.isEmpty())
        return u"there is nothing to repair"_s;
    for (const auto &file : files) {
        if (const auto fault = run(database, { u"repair"_s, file }); !fault.isEmpty())
            return fault;
    }
    return {};
}

} // namespace dockhand::fault
