// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long one event keeps the window from the next: 1,000 files are dropped, imported and undone,
// rejected records are corrected and brought in. The window's thread should never be away for more
// than 16 ms.
#include "ui/errors/error_panel.h"
#include "ui/errors/record_form.h"
#include "ui/main_window.h"
#include "ui/translations.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QEventLoop>
#include <QMessageBox>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QThread>
#include <QTimer>

#include "window_fixture.h"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using namespace dockhand::ui;
using dockhand::ui::testing::WindowFixture;
using std::chrono::duration;
using std::chrono::steady_clock;

namespace {

constexpr double kLimitMs = 16;

/// Times every event that a loop hands out; what is sent within one belongs to it. One in which
/// another loop ran (a dialog) is not counted itself, those of that loop are.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        const int level = QThread::currentThread()->loopLevel();
        if (QThread::currentThread() != thread() || level <= m_level) {
            return QApplication::notify(receiver, event);
        }
        const int before = std::exchange(m_level, level);
        m_hadLoop = false;
        const QByteArray name = receiver->metaObject()->className();
        const int type = event->type();
        const auto begun = steady_clock::now();
        const bool done = QApplication::notify(receiver, event);
        const double ms = duration<double, std::milli>(steady_clock::now() - begun).count();
        m_level = before;
        if (!std::exchange(m_hadLoop, before >= 0)) {
            m_times.push_back(ms);
            if (ms > m_longest) {
                m_longest = ms;
                m_longestWhat = name + ", event " + QByteArray::number(type);
            }
        }
        return done;
    }

    void begin()
    {
        m_times.clear();
        m_longest = 0;
    }
    void report(const char *phase)
    {
        std::sort(m_times.begin(), m_times.end());
        const auto over
            = m_times.end() - std::upper_bound(m_times.begin(), m_times.end(), kLimitMs);
        const auto at = [this](double part) {
            return m_times.empty()
                ? 0
                : m_times[static_cast<std::size_t>(part * static_cast<double>(m_times.size() - 1))];
        };
        std::printf("| %s | %zu | %.2f | %.2f | %.2f | %lld | %s |\n", phase, m_times.size(),
                    at(0.5), at(0.999), m_longest, static_cast<long long>(over),
                    m_longestWhat.constData());
        std::fflush(stdout);
    }

private:
    std::vector<double> m_times; ///< ms
    double m_longest = 0;
    QByteArray m_longestWhat;
    int m_level = -1; ///< of the loop whose event is being timed
    bool m_hadLoop = false;
};

template <class Act, class Until>
void phase(TimedApplication &app, const char *name, Act act, Until until)
{
    app.begin();
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (until()) {
            loop.quit();
        }
    });
    QTimer::singleShot(0, &loop, [&] { act(); });
    poll.start(20);
    loop.exec();
    app.report(name);
}

void agree(WindowFixture &fixture)
{
    auto *box = fixture.find<QMessageBox>(u"undoQuestion"_s);
    if (box == nullptr) {
        return;
    }
    for (QAbstractButton *button : box->buttons()) {
        if (box->buttonRole(button) == QMessageBox::AcceptRole) {
            button->click();
            return;
        }
    }
}

} // namespace

int main(int argc, char *argv[])
{
    TimedApplication app(argc, argv);
    installTranslations(app, QLocale(QLocale::English));
    QCommandLineParser parser;
    parser.addOptions({ { u"files"_s, u"How many files."_s, u"N"_s, u"1000"_s },
                        { u"rows"_s, u"Records of each."_s, u"N"_s, u"1000"_s } });
    parser.addHelpOption();
    parser.process(app);

    WindowFixture fixture;
    dockhand::testdata::OrderSetOptions orders;
    orders.files = parser.value(u"files"_s).toInt();
    orders.rowsPerFile = parser.value(u"rows"_s).toInt();
    orders.dirtyShare = 0.02;
    const QStringList paths = fixture.writeOrders(orders);
    const auto isIn = [&](Phase wanted) { return fixture.session().status().phase == wanted; };
    const auto isFree = [&] { return !isIn(Phase::Held) && !isIn(Phase::Looking); };

    std::printf(
        "| phase | events | median ms | 99.9 %% ms | longest ms | over %.0f ms | the longest |\n"
        "|---|---|---|---|---|---|---|\n",
        kLimitMs);
    phase(
        app, "dropped and looked at", [&] { fixture.drop(paths); },
        [&] { return isIn(Phase::Ready); });
    phase(
        app, "imported", [&] { fixture.click(u"primaryButton"_s); },
        [&] { return isIn(Phase::Finished); });
    auto *view = fixture.find<QTableView>(u"errorView"_s);
    phase(
        app, "rejects shown",
        [&] {
            fixture.find<QTabWidget>(u"tabs"_s)->setCurrentWidget(
                fixture.find<ErrorPanel>(u"errorPanel"_s));
        },
        [&] { return view->model()->rowCount() > 0; });
    auto *form = fixture.find<RecordForm>(u"recordForm"_s);
    phase(
        app, "a record opened",
        [&] {
            view->selectRow(0);
            fixture.click(u"correctRecord"_s);
        },
        [&] { return form->isVisible(); });
    phase(
        app, "run undone",
        [&] {
            for (QAction *action : fixture.window().actions()) {
                if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)) {
                    action->trigger();
                }
            }
        },
        [&] {
            agree(fixture);
            return isFree() && fixture.session().model().rows().front().undoneBy != 0;
        });
    return 0;
}
