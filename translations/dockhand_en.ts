<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>StatusWords</name>
    <message numerus="yes">
        <source>in %n file(s), %1</source>
        <translation>
            <numerusform>in %n file, %1</numerusform><numerusform>in %n files, %1</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) at once</source>
        <translation>
            <numerusform>%n file at once</numerusform><numerusform>%n files at once</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Looking into %n file(s)…</source>
        <translation>
            <numerusform>Looking into %n file…</numerusform><numerusform>Looking into %n files…</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) ready</source>
        <translation>
            <numerusform>%n file ready</numerusform><numerusform>%n files ready</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) failed</source>
        <translation>
            <numerusform>%n file failed</numerusform><numerusform>%n files failed</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) imported already</source>
        <translation>
            <numerusform>%n file imported already</numerusform><numerusform>%n files imported already</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) cancelled</source>
        <translation>
            <numerusform>%n file cancelled</numerusform><numerusform>%n files cancelled</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Cancelled: what is in stays. Start goes on with %n file(s).</source>
        <translation>
            <numerusform>Cancelled: what is in stays. Start goes on with %n file.</numerusform><numerusform>Cancelled: what is in stays. Start goes on with %n files.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Choose a profile for %n file(s) first</source>
        <translation>
            <numerusform>Choose a profile for %n file first</numerusform><numerusform>Choose a profile for %n files first</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) failed: retry them with F5, or add others</source>
        <translation>
            <numerusform>%n file failed: retry it with F5, or add others</numerusform><numerusform>%n files failed: retry them with F5, or add others</numerusform></translation>
    </message>
</context>
<context>
    <name>dockhand::ui::Toolbar</name>
    <message numerus="yes">
        <source>Import %n file(s)</source>
        <translation>
            <numerusform>Import %n file</numerusform><numerusform>Import %n files</numerusform></translation>
    </message>
</context>
</TS>