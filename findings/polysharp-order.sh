#!/usr/bin/env bash
# PolySharp 1.16.0 makes a compilation depend on the compiler's process: the attributes and types that it generates come in an order that changes from
# process to process, so that the same sources with the same options give different assemblies although <Deterministic> is on. With one compiler server
# for all builds nobody sees it. A project of the same source without PolySharp, which writes its one polyfill out, gives the same bytes each time.
# Exits with 0 while that is so, with 1 when it has changed, with 2 when it could not be tried.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
builds=6

project() { # name, what differs
    mkdir "$work/$1"
    cat > "$work/$1/$1.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>netstandard2.0</TargetFramework>
    <LangVersion>12</LangVersion>
    <AssemblyName>library</AssemblyName>
    <Deterministic>true</Deterministic>
    <DebugType>none</DebugType>
  </PropertyGroup>
  $2
</Project>
PROJECT
    echo 'public sealed record Point(int X, int Y) { public static int Last(int[] values) => values[values.Length - 1]; }' > "$work/$1/Point.cs"
}

distinct() { # how many different assemblies a project gives, each compiled by a process of its own
    for i in $(seq "$builds"); do
        rm -rf "$work/$1/bin" "$work/$1/obj"
        dotnet build "$work/$1" -v quiet -nologo -p:UseSharedCompilation=false > "$work/log" 2>&1 || { cat "$work/log"; exit 2; }
        sha256sum < "$work/$1/bin/Debug/netstandard2.0/library.dll"
    done | sort -u | wc -l
}

project with '<ItemGroup><PackageReference Include="PolySharp" Version="[1.16.0]" PrivateAssets="all" /></ItemGroup>'
project without ''
echo 'namespace System.Runtime.CompilerServices { internal static class IsExternalInit { } }' > "$work/without/IsExternalInit.cs"

without=$(distinct without)
with=$(distinct with)
echo "SDK $(dotnet --version), PolySharp 1.16.0, $builds builds each"
echo "without PolySharp: $without different assemblies"
echo "with PolySharp:    $with different assemblies"
[ "$without" -eq 1 ] || { echo 'The control differs as well: this says nothing about PolySharp.'; exit 2; }
[ "$with" -gt 1 ] || { echo 'Changed: PolySharp gives the same assembly each time.'; exit 1; }
