// What a terminal is taken for on a machine without a terminfo database, as under a static binary in a bare container.
//
// Compiled by `tic` from the description below, and written out by `infocmp -Q2`; ncurses reads it from TERMINFO.
//
//   mptop-ansi|what terminals of today have in common,
//     am, xenl, mir, msgr, npc,
//     colors#256, cols#80, it#8, lines#24, pairs#32767,
//     bel=^G, bold=\E[1m, civis=\E[?25l, clear=\E[H\E[2J, cnorm=\E[?25h, cr=\r, csr=\E[%i%p1%d;%p2%dr,
//     cub=\E[%p1%dD, cub1=^H, cud=\E[%p1%dB, cud1=\n, cuf=\E[%p1%dC, cuf1=\E[C,
//     cup=\E[%i%p1%d;%p2%dH, cuu=\E[%p1%dA, cuu1=\E[A, dim=\E[2m, ed=\E[J, el=\E[K, home=\E[H,
//     hpa=\E[%i%p1%dG, vpa=\E[%i%p1%dd, ht=^I, ind=\n, kbs=\177, kcbt=\E[Z, kcub1=\EOD, kcud1=\EOB, kcuf1=\EOC,
//     kcuu1=\EOA, kend=\EOF, kent=\EOM, kf1=\EOP, kf10=\E[21~, khome=\EOH, knp=\E[6~, kpp=\E[5~, op=\E[39;49m,
//     rev=\E[7m, rmcup=\E[?1049l, rmkx=\E[?1l\E>, rmul=\E[24m,
//     setab=\E[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d%e48;5;%p1%d%;m,
//     setaf=\E[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;5;%p1%d%;m,
//     sgr0=\E[m, smcup=\E[?1049h, smkx=\E[?1h\E=, smul=\E[4m,

#include "state.h"

const char cn_built_in_terminal[] =
    "b64:GgEyABoADwBpAZABbXB0b3AtYW5zaXx3aGF0IHRlcm1pbmFscyBvZiB0b2RheSBoYXZlIGluIGNvbW1vbgAAAQAAAQAAAAAAAAAAAQEA"
    "AAAAAAAAAAAAAVAACAAYAP__________________________AAH_f___AAACAAQA__8VAB0AIQAlAP__MABBAEMARwBOAP__UABXAP__WwD_"
    "_________________18AZAD__20A________cgD__3cA_____3wAgAD_______-JAP__________________________jwD_____________"
    "kQD__________5UAmQD_____________________nwD_____owD__6cArACxAP_______7UAuQDBAP______________________________"
    "_______________JAP_______9IA2wD__-QA________________________________7QD___gA___________6AP__________________"
    "_________________AD_______________________________________8AAQQB____________________________________________"
    "____________________________________________________________________________________________________________"
    "____________________________________________________________________________________________________________"
    "_________________________________________________________________________________________wgB________________"
    "____________________________________________________________________________________________________________"
    "______________________________________8RAVABBwANABtbJWklcDElZDslcDIlZHIAG1tIG1sySgAbW0sAG1tKABtbJWklcDElZEcA"
    "G1slaSVwMSVkOyVwMiVkSAAKABtbSAAbWz8yNWwACAAbWz8yNWgAG1tDABtbQQAbWzFtABtbPzEwNDloABtbMm0AG1s3bQAbWzRtABtbbQAb"
    "Wz8xMDQ5bAAbWzI0bQB_ABtPQgAbT1AAG1syMX4AG09IABtPRAAbWzZ-ABtbNX4AG09DABtPQQAbWz8xbBs-ABtbPzFoGz0AG1slcDElZEIA"
    "G1slcDElZEQAG1slcDElZEMAG1slcDElZEEAG1slaSVwMSVkZAAKAAkAG1taABtPRgAbT00AG1szOTs0OW0AG1slPyVwMSV7OH0lPCV0MyVw"
    "MSVkJWUlcDElezE2fSU8JXQ5JXAxJXs4fSUtJWQlZTM4OzU7JXAxJWQlO20AG1slPyVwMSV7OH0lPCV0NCVwMSVkJWUlcDElezE2fSU8JXQx"
    "MCVwMSV7OH0lLSVkJWU0ODs1OyVwMSVkJTttAA==";
