// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/data/order_generator.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace dockhand::ui::testing {

/// A window of its own with its own settings, database and folder of order exports. Everything is
/// gone with it.
class WindowFixture final
{
public:
    explicit WindowFixture(const QString &samplesFolder = {});

    /// Builds the window anew from the settings it left.
    void restart();

    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] ImportSession &session() { return m_window->session(); }
    [[nodiscard]] Theme &theme() { return m_theme; }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString database() const { return path(QStringLiteral("orders.sqlite")); }

    /// Writes order exports; `expected` gets what an import of them must count.
    QStringList writeOrders(const testdata::OrderSetOptions &options,
                            testdata::ExpectedCounts *expected = nullptr);
    QString writeFile(const QString &name, const QByteArray &content);

    /// As a file manager would: over the middle of the window, through the window system's events.
    void drop(const QStringList &paths);

    /// Finds a widget by its object name.
    template <class T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return m_window->findChild<T *>(name);
    }
    void click(const QString &buttonName);
    [[nodiscard]] std::int64_t rowsIn(const QString &table) const;
    /// The first value that a query on the database gives.
    [[nodiscard]] QString value(const QString &sql) const;
    /// Runs a statement on the database, as another program would.
    void change(const QString &sql) const;
    [[nodiscard]] static QByteArray read(const QString &path);
    /// Imports a file so that it updates rows, which the window itself never does.
    void importUpdating(const QString &path) const;

    /// With DOCKHAND_SCREENSHOT_DIR set: a picture of the window in both themes.
    void picture(const QString &name);
    /// The same of a dialog.
    void picture(const QString &name, QWidget *widget);

private:
    [[nodiscard]] WindowOptions options() const;

    QTemporaryDir m_folder;
    QString m_samplesFolder;
    Theme m_theme;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace dockhand::ui::testing
