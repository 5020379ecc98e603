// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace dockhand::ui;

namespace {

constexpr double kReadable = 4.5;

const ThemeColors &colorsOf(bool dark)
{
    return dark ? darkColors() : lightColors();
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsReadable_data();
    void textIsReadable();
    void contrastFollowsTheStandard();
    void choiceSetsTheApplicationsPalette();
    void systemChoiceFollowsTheSystemsPalette();
    void everyIconIsTinted();
    void namesOfChoicesAreReadBack();
};

void TestTheme::textIsReadable_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("behind");
    for (const bool dark : { false, true }) {
        const ThemeColors &c = colorsOf(dark);
        const char *theme = dark ? "dark" : "light";
        const auto add = [&](const char *what, const QColor &text, const QColor &behind) {
            QTest::addRow("%s: %s", theme, what) << dark << text << behind;
        };
        add("text on surface", c.text, c.surface);
        add("text on window", c.text, c.window);
        add("text on selection", c.text, c.selection);
        add("muted on surface", c.muted, c.surface);
        add("muted on window", c.muted, c.window);
        add("muted on selection", c.muted, c.selection);
        add("done on surface", c.done, c.surface);
        add("attention on surface", c.attention, c.surface);
        add("attention on selection", c.attention, c.selection);
        add("failed on surface", c.failed, c.surface);
        add("failed on selection", c.failed, c.selection);
        add("accent on surface", c.accent, c.surface);
        add("label of the primary button", c.onAccent, c.accent);
    }
}

void TestTheme::textIsReadable()
{
    QFETCH(QColor, text);
    QFETCH(QColor, behind);
    const double ratio = contrastRatio(text, behind);
    QVERIFY2(ratio >= kReadable, qPrintable(QString::number(ratio)));
}

void TestTheme::contrastFollowsTheStandard()
{
    QCOMPARE(std::round(contrastRatio(Qt::black, Qt::white)), 21.0);
    QCOMPARE(contrastRatio(Qt::red, Qt::red), 1.0);
}

void TestTheme::choiceSetsTheApplicationsPalette()
{
    Theme theme(*qApp, ThemeChoice::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Window), lightColors().window);
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setChoice(ThemeChoice::Dark);
    QCOMPARE(changed.count(), 1);
    QVERIFY(theme.isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), darkColors().window);
    QVERIFY(qApp->styleSheet().contains(darkColors().surface.name()));
    QVERIFY(!qApp->styleSheet().contains(u'@'));
}

void TestTheme::systemChoiceFollowsTheSystemsPalette()
{
    QApplication::setPalette(QPalette());
    const bool systemIsDark = isDark(QApplication::palette());
    Theme theme(*qApp, systemIsDark ? ThemeChoice::Light : ThemeChoice::Dark);
    theme.setChoice(ThemeChoice::System);
    QCOMPARE(theme.isDark(), systemIsDark);
    QSignalSpy changed(&theme, &Theme::changed);
    QEvent event(QEvent::ApplicationPaletteChange);
    QCoreApplication::sendEvent(qApp, &event);
    QTRY_COMPARE(changed.count(), 1);
}

void TestTheme::everyIconIsTinted()
{
    Theme theme(*qApp, ThemeChoice::Light);
    const QStringList files = QDir(u":/icons"_s).entryList({ u"*.svg"_s });
    QVERIFY(files.size() > 20);
    for (const QString &file : files) {
        if (file == "dockhand.svg"_L1) {
            continue;
        }
        const QString name = file.chopped(4);
        const QImage image = theme.icon(name, Tone::Failed).pixmap(QSize(32, 32), 1.0).toImage();
        bool found = false;
        for (int y = 0; y < image.height() && !found; ++y) {
            for (int x = 0; x < image.width() && !found; ++x) {
                found = image.pixelColor(x, y) == lightColors().failed;
            }
        }
        QVERIFY2(found, qPrintable(name));
    }
}

void TestTheme::namesOfChoicesAreReadBack()
{
    for (const ThemeChoice choice :
         { ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark }) {
        QCOMPARE(themeChoiceFromName(themeChoiceName(choice)), std::optional(choice));
    }
    QCOMPARE(themeChoiceFromName(u"blue"_s), std::nullopt);
}

QTEST_MAIN(TestTheme)

#include "tst_theme.moc"
