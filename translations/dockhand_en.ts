<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>StatusWords</name>
    <message numerus="yes">
        <source>in %1 file(s), %2</source>
        <translation>
            <numerusform>in %1 file, %2</numerusform><numerusform>in %1 files, %2</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) at once</source>
        <translation>
            <numerusform>%1 file at once</numerusform><numerusform>%1 files at once</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Looking into %1 file(s)…</source>
        <translation>
            <numerusform>Looking into %1 file…</numerusform><numerusform>Looking into %1 files…</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) ready</source>
        <translation>
            <numerusform>%1 file ready</numerusform><numerusform>%1 files ready</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) failed</source>
        <translation>
            <numerusform>%1 file failed</numerusform><numerusform>%1 files failed</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) imported already</source>
        <translation>
            <numerusform>%1 file imported already</numerusform><numerusform>%1 files imported already</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) cancelled</source>
        <translation>
            <numerusform>%1 file cancelled</numerusform><numerusform>%1 files cancelled</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Cancelled: what is in stays. Start goes on with %1 file(s).</source>
        <translation>
            <numerusform>Cancelled: what is in stays. Start goes on with %1 file.</numerusform><numerusform>Cancelled: what is in stays. Start goes on with %1 files.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Choose a profile for %1 file(s) first</source>
        <translation>
            <numerusform>Choose a profile for %1 file first</numerusform><numerusform>Choose a profile for %1 files first</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) failed: retry them with F5, or add others</source>
        <translation>
            <numerusform>%1 file failed: retry it with F5, or add others</numerusform><numerusform>%1 files failed: retry them with F5, or add others</numerusform></translation>
    </message>
</context>
<context>
    <name>dockhand::ui::Toolbar</name>
    <message numerus="yes">
        <source>Import %1 file(s)</source>
        <translation>
            <numerusform>Import %1 file</numerusform><numerusform>Import %1 files</numerusform></translation>
    </message>
</context>
<context>
    <name>ErrorWords</name>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%n field</numerusform><numerusform>%n fields</numerusform></translation>
    </message>
</context>
<context>
    <name>dockhand::ui::MainWindow</name>
    <message numerus="yes">
        <source>Remove %1 file(s) from the list? The files themselves stay where they are.</source>
        <translation>
            <numerusform>Remove %1 file from the list? The file itself stays where it is.</numerusform><numerusform>Remove %1 files from the list? The files themselves stay where they are.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) changed since a part of them came in, so the import cannot go on where it stopped.</source>
        <translation>
            <numerusform>%1 file changed since a part of it came in, so the import cannot go on where it stopped.</numerusform>
            <numerusform>%1 files changed since a part of them came in, so the import cannot go on where it stopped.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Start %1 file(s) over? What came in of them so far is taken back, and every record comes again from the first on.</source>
        <translation>
            <numerusform>Start %1 file over? What came in of it so far is taken back, and every record comes again from the first on.</numerusform>
            <numerusform>Start %1 files over? What came in of them so far is taken back, and every record comes again from the first on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 corrected record(s) are not imported yet. If you quit now, what you corrected is lost.</source>
        <translation>
            <numerusform>%1 corrected record is not imported yet. If you quit now, what you corrected is lost.</numerusform><numerusform>%1 corrected records are not imported yet. If you quit now, what you corrected is lost.</numerusform></translation>
    </message>
</context>
<context>
    <name>dockhand::ui::ErrorPanel</name>
    <message numerus="yes">
        <source>&amp;Import %1 corrected record(s)</source>
        <translation>
            <numerusform>&amp;Import %1 corrected record</numerusform><numerusform>&amp;Import %1 corrected records</numerusform></translation>
    </message>
</context>
<context>
    <name>dockhand::ui::RepairDesk</name>
    <message numerus="yes">
        <source>Importing %1 corrected record(s)…</source>
        <translation>
            <numerusform>Importing %1 corrected record…</numerusform><numerusform>Importing %1 corrected records…</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 corrected record(s) are in, by run %2.</source>
        <translation>
            <numerusform>%1 corrected record is in, by run %2.</numerusform><numerusform>%1 corrected records are in, by run %2.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 were rejected again; the list says why.</source>
        <translation>
            <numerusform>%1 was rejected again; the list says why.</numerusform><numerusform>%1 were rejected again; the list says why.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 were brought in by an earlier repair.</source>
        <translation>
            <numerusform>%1 was brought in by an earlier repair.</numerusform><numerusform>%1 were brought in by an earlier repair.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 are left out: unchanged, or of a channel that the import left out.</source>
        <translation>
            <numerusform>%1 is left out: unchanged, or of a channel that the import left out.</numerusform><numerusform>%1 are left out: unchanged, or of a channel that the import left out.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Exported %1 rejected record(s) for repair to %2.</source>
        <translation>
            <numerusform>Exported %1 rejected record for repair to %2.</numerusform><numerusform>Exported %1 rejected records for repair to %2.</numerusform></translation>
    </message>
</context>
<context>
    <name>dockhand::ui::UndoDesk</name>
    <message numerus="yes">
        <source>%1 file(s)</source>
        <translation>
            <numerusform>%1 file</numerusform><numerusform>%1 files</numerusform></translation>
    </message>
</context>
</TS>