// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "core/advisor/import_plan.h"
#include "core/advisor/survey.h"
#include "core/base/system_info.h"
#include "core/engine/import_run.h"
#include "core/profile/import_profile.h"
#include "ui/target_button.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QDragEnterEvent>
#include <QEventLoop>
#include <QFile>
#include <QMimeData>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>
#include <QUrl>
#include <QWindow>

namespace dockhand::ui::testing {

using namespace Qt::StringLiterals;

WindowFixture::WindowFixture(const QString &samplesFolder)
    : m_samplesFolder(samplesFolder)
    , m_theme(*qApp, ThemeChoice::Light)
{
    restart();
}

WindowOptions WindowFixture::options() const
{
    WindowOptions options;
    options.settingsPath = path(u"window.ini"_s);
    options.samplesFolder = m_samplesFolder;
    options.target = sqliteAddress(database());
    for (profile::ImportProfile &profile : profile::loadProfiles({})) {
        options.profiles.push_back(
            std::make_shared<const profile::ImportProfile>(std::move(profile)));
    }
    return options;
}

void WindowFixture::restart()
{
    m_window.reset();
    m_window = std::make_unique<MainWindow>(options(), m_theme, Format(QLocale(QLocale::English)));
    m_window->show();
}

QStringList WindowFixture::writeOrders(const testdata::OrderSetOptions &options,
                                       testdata::ExpectedCounts *expected)
{
    testdata::OrderGenerator generator(options);
    QStringList paths;
    for (int i = 0; i < options.files; ++i) {
        const std::string text = generator.file();
        paths << writeFile(u"orders-%1.csv"_s.arg(i + 1, 3, 10, '0'_L1),
                           QByteArray::fromStdString(text));
    }
    if (expected) {
        *expected = generator.expected();
    }
    return paths;
}

QString WindowFixture::writeFile(const QString &name, const QByteArray &content)
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
        qFatal("a test file cannot be written");
    }
    return file.fileName();
}

void WindowFixture::drop(const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths) {
        urls << QUrl::fromLocalFile(path);
    }
    data.setUrls(urls);
    QWindow *handle = m_window->windowHandle();
    const QPoint middle = m_window->rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton,
                          Qt::NoModifier);
    QCoreApplication::sendEvent(handle, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(middle, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(handle, &drop);
    QVERIFY(drop.isAccepted());
    QCOMPARE(drop.dropAction(), Qt::CopyAction);
}

void WindowFixture::click(const QString &buttonName)
{
    auto *button = find<QAbstractButton>(buttonName);
    QVERIFY2(button, qPrintable(buttonName));
    QVERIFY2(button->isEnabled(), qPrintable(buttonName));
    button->click();
}

std::int64_t WindowFixture::rowsIn(const QString &table) const
{
    std::int64_t rows = -1;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"count"_s);
        database.setDatabaseName(this->database());
        if (database.open()) {
            QSqlQuery query(database);
            if (query.exec(u"SELECT count(*) FROM "_s + table) && query.next()) {
                rows = query.value(0).toLongLong();
            }
        }
    }
    QSqlDatabase::removeDatabase(u"count"_s);
    return rows;
}

QString WindowFixture::value(const QString &sql) const
{
    QString value;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"value"_s);
        database.setDatabaseName(this->database());
        if (!database.open()) {
            qFatal("the database cannot be opened");
        }
        QSqlQuery query(database);
        if (!query.exec(sql)) {
            qFatal("%s", qPrintable(query.lastError().text()));
        }
        value = query.next() ? query.value(0).toString() : QString();
    }
    QSqlDatabase::removeDatabase(u"value"_s);
    return value;
}

void WindowFixture::change(const QString &sql) const
{
    static_cast<void>(value(sql));
}

QByteArray WindowFixture::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void WindowFixture::importUpdating(const QString &path) const
{
    advisor::SurveyOptions survey;
    survey.profiles = options().profiles;
    engine::ImportOptions options;
    options.target = sqliteAddress(database());
    options.duplicates = profile::DuplicatePolicy::Update;
    std::vector<advisor::FileSurvey> surveys { advisor::surveyFile(path, survey) };
    options.plan = advisor::makePlan(surveys, systemInfo(), {}, {});
    engine::ImportRun run(std::move(surveys), options);
    QEventLoop loop;
    QObject::connect(&run, &engine::ImportRun::finished, &loop, &QEventLoop::quit);
    run.start();
    loop.exec();
    QVERIFY(!run.result().error);
}

void WindowFixture::picture(const QString &name)
{
    picture(name, m_window.get());
}

void WindowFixture::picture(const QString &name, QWidget *widget)
{
    const QString folder = qEnvironmentVariable("DOCKHAND_SCREENSHOT_DIR");
    if (folder.isEmpty()) {
        return;
    }
    QDir().mkpath(folder);
    for (const ThemeChoice choice : { ThemeChoice::Dark, ThemeChoice::Light }) {
        m_theme.setChoice(choice);
        for (int i = 0; i < 5; ++i) { // queued redraws of the plots
            QCoreApplication::processEvents();
        }
        const QPixmap pixmap = widget->grab();
        pixmap.save(u"%1/%2-%3@%4.png"_s.arg(folder, name, themeChoiceName(choice))
                        .arg(pixmap.devicePixelRatio()));
    }
}

} // namespace dockhand::ui::testing
