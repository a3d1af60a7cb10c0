# Makes the static cuts: see fuentes/LEEME.md.
import sys
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib.tables._k_e_r_n import table__k_e_r_n, KernTable_format_0
P='package/files/public-sans-%s-wght-normal.woff2'
LATIN=set(range(0x20,0x7f))|set(range(0xa0,0x180))|{0x2c6,0x2dc,0x2013,0x2014,0x2018,0x2019,0x201a,0x201c,0x201d,0x201e,0x2022,0x2026,0x2030,0x2039,0x203a,0x20ac,0x2122,0x2212,0x2215,0x218,0x219,0x21a,0x21b}
def kern_pairs(f):
    """Pair adjustments of the kern feature of GPOS, classes expanded, only horizontal advance."""
    gpos=f['GPOS'].table; out={}
    idx=[i for r in gpos.FeatureList.FeatureRecord if r.FeatureTag=='kern' for i in r.Feature.LookupListIndex]
    order=[]
    [order.append(i) for i in idx if i not in order]
    for i in order:
        for st in gpos.LookupList.Lookup[i].SubTable:
            if st.LookupType==9: st=st.ExtSubTable
            if st.LookupType!=2: continue
            if st.Format==1:
                for g,ps in zip(st.Coverage.glyphs,st.PairSet):
                    for r in ps.PairValueRecord:
                        v=r.Value1.XAdvance if r.Value1 and hasattr(r.Value1,'XAdvance') else 0
                        out.setdefault((g,r.SecondGlyph),v)
            else:
                c2={}
                for g in f.getGlyphOrder(): c2.setdefault(st.ClassDef2.classDefs.get(g,0),[]).append(g)
                for g in st.Coverage.glyphs:
                    rec=st.Class1Record[st.ClassDef1.classDefs.get(g,0)]
                    for k,r in enumerate(rec.Class2Record):
                        v=getattr(r.Value1,'XAdvance',0) if r.Value1 else 0
                        for h in c2.get(k,[]): out.setdefault((g,h),v)
    return out
def inst(kind,w):
    f=TTFont(P%kind); f=instantiateVariableFont(f,{'wght':w},inplace=False); f.flavor=None
    return f
def stroke(pen,x0,y0,x1,y1,t):
    import math
    dx,dy=x1-x0,y1-y0; l=math.hypot(dx,dy); nx,ny=-dy/l*t/2,dx/l*t/2
    pts=[(x0+nx,y0+ny),(x1+nx,y1+ny),(x1-nx,y1-ny),(x0-nx,y0-ny)]
    poly(pen,pts)
def poly(pen,pts):
    a=sum(pts[i][0]*pts[(i+1)%len(pts)][1]-pts[(i+1)%len(pts)][0]*pts[i][1] for i in range(len(pts)))
    if a>0: pts=pts[::-1]
    pen.moveTo(tuple(map(round,pts[0])))
    for p in pts[1:]: pen.lineTo(tuple(map(round,p)))
    pen.closePath()
def rect(pen,x0,y0,x1,y1,rev=False):
    pts=[(x0,y0),(x0,y1),(x1,y1),(x1,y0)]
    if rev: pts=pts[::-1]
    pen.moveTo(pts[0]); [pen.lineTo(p) for p in pts[1:]]; pen.closePath()
def circle(pen,cx,cy,r,rev=False):
    k=0.4142; import math
    pts=[(cx+r*math.cos(a),cy+r*math.sin(a)) for a in [-i*math.pi/4 for i in range(8)]]
    off=[(cx+r/math.cos(math.pi/8)*math.cos(a),cy+r/math.cos(math.pi/8)*math.sin(a)) for a in [-(i+.5)*math.pi/4 for i in range(8)]]
    if rev: pts=[pts[0]]+pts[:0:-1]; off=off[::-1]
    R=lambda p:(round(p[0]),round(p[1]))
    pen.moveTo(R(pts[0]))
    for i in range(8): pen.qCurveTo(R(off[i]),R(pts[(i+1)%8]))
    pen.closePath()
def draw(name,t):
    """Extra signs on a 1000 unit em; t is the stroke of the weight."""
    pen=TTGlyphPen(None); w=600; m=350
    if name in('right','left','up','down'):
        w=760
        a=[((60,m),(690,m)),((700,m),(480,m+210)),((700,m),(480,m-210))]
        if name=='left': a=[((760-p[0],p[1]),(760-q[0],q[1])) for p,q in a]
        if name in('up','down'):
            w=560; s=1 if name=='up' else -1
            a=[((280+(p[1]-m),m+s*(p[0]-380)),(280+(q[1]-m),m+s*(q[0]-380))) for p,q in a]
        for p,q in a: stroke(pen,*p,*q,t)
    elif name in('ge','le'):
        f=(lambda x:x) if name=='ge' else (lambda x:600-x)
        stroke(pen,f(80),600,f(520),400,t); stroke(pen,f(520),400,f(80),200,t); stroke(pen,80,80,520,80,t)
        rect(pen,0,0,0,0) if False else None
    elif name=='disc': circle(pen,300,350,240)
    elif name=='ring': circle(pen,300,350,260); circle(pen,300,350,260-t,True)
    elif name=='square': rect(pen,90,140,510,560)
    elif name=='box': rect(pen,70,120,530,580); rect(pen,70+t,120+t,530-t,580-t,True)
    elif name=='ssquare': w=420; rect(pen,90,230,330,470)
    elif name=='triup': poly(pen,[(60,150),(300,570),(540,150)])
    elif name=='tridown': poly(pen,[(60,560),(300,140),(540,560)])
    elif name=='triright': poly(pen,[(110,110),(530,350),(110,590)])
    elif name=='check': w=700; stroke(pen,70,330,270,110,t*1.15); stroke(pen,245,110,640,640,t*1.15)
    elif name=='cross': stroke(pen,90,140,510,560,t); stroke(pen,90,560,510,140,t)
    elif name=='boxh': rect(pen,0,330,600,330+t)
    elif name=='neq': stroke(pen,80,440,520,440,t); stroke(pen,80,240,520,240,t); stroke(pen,180,60,420,620,t)
    return pen.glyph(),w
EXTRA={0x2192:'right',0x2190:'left',0x2191:'up',0x2193:'down',0x2265:'ge',0x2264:'le',0x25cf:'disc',0x25cb:'ring',0x25a0:'square',0x25a1:'box',0x2610:'box',0x25aa:'ssquare',0x25b2:'triup',0x25bc:'tridown',0x25ba:'triright',0x25b6:'triright',0x2713:'check',0x2714:'check',0x2717:'cross',0x2500:'boxh',0x2260:'neq'}
ALIAS={0x2010:0x2d,0x2011:0x2d,0x202f:0x20,0x2009:0x20,0x200a:0x20,0x2007:0x30,0x2015:0x2014,0xf0fc:0x2713,0xf0b7:0x2022,0xfb01:None}
def make(w,name,dest):
    lat=inst('latin',w); kern=kern_pairs(lat); ext=inst('latin-ext',w)
    cm=lat.getBestCmap()
    o=subset.Options(); o.layout_features=[]; o.glyph_names=True; o.notdef_outline=True; o.drop_tables+=['GSUB','GPOS','GDEF','STAT','avar','HVAR','MVAR','prep','gasp','fpgm','cvt ']; o.hinting=False; o.legacy_kern=False
    digits='zero one two three four five six seven eight nine'.split()
    s=subset.Subsetter(o); s.populate(unicodes=[u for u in LATIN if u in cm],glyphs=[]); s.subset(lat); lat.save('a.ttf')
    ce=ext.getBestCmap(); s=subset.Subsetter(o); s.populate(unicodes=[u for u in LATIN if u in ce and u not in cm]); s.subset(ext); ext.save('b.ttf')
    f=Merger().merge(['a.ttf','b.ttf'])
    if f['head'].unitsPerEm!=1000: sc=1000/f['head'].unitsPerEm; scale_upem(f,1000)
    c=f.getBestCmap()
    glyf=f['glyf']; hm=f['hmtx']
    gs=f.getGlyphSet()
    # one advance for all digits: columns of figures line up, and text stays even (the tnum of the family is 0.70 em, too loose for prose)
    AD={400:612,600:632,700:646}[w]
    for g in digits:
        old,lsb=hm.metrics[g]; d=round((AD-old)/2); gl=glyf[g]; gl.coordinates.translate((d,0)); gl.recalcBounds(glyf); hm.metrics[g]=(AD,gl.xMin)
    # composites become simple outlines so that a run-time cut can blank glyphs one by one
    for g in f.getGlyphOrder():
        if glyf[g].isComposite():
            rec=DecomposingRecordingPen(gs); gs[g].draw(rec); pen=TTGlyphPen(None); rec.replay(pen); glyf[g]=pen.glyph()
    t={400:66,600:92,700:108}[w]
    new={}
    for u,nm in EXTRA.items():
        gn='x_'+nm
        if gn not in new:
            g,wd=draw(nm,t); new[gn]=(g,wd)
            f.setGlyphOrder(f.getGlyphOrder()+[gn]) if gn not in f.getGlyphOrder() else None
            glyf.glyphs[gn]=g; glyf.glyphOrder=f.getGlyphOrder(); g.recalcBounds(glyf); hm.metrics[gn]=(wd,getattr(g,'xMin',0))
        for tb in f['cmap'].tables:
            if tb.isUnicode(): tb.cmap[u]=gn
    # narrow space
    def blank(n,wd):
        f.setGlyphOrder(f.getGlyphOrder()+[n]); pen=TTGlyphPen(None); glyf.glyphs[n]=pen.glyph(); glyf.glyphOrder=f.getGlyphOrder(); hm.metrics[n]=(wd,0)
    blank('x_thin',170); blank('x_figure',hm['zero'][0])
    for tb in f['cmap'].tables:
        if not tb.isUnicode(): continue
        for u,a in ALIAS.items():
            if a is None: continue
            tb.cmap[u]=tb.cmap[a]
        for u in(0x202f,0x2009,0x200a): tb.cmap[u]='x_thin'
        tb.cmap[0x2007]='x_figure'
        tb.cmap[0xa0]=tb.cmap[0x20]
        for u in (0xfb00,0xfb01,0xfb02,0xfb03,0xfb04): tb.cmap.pop(u,None)
    # drop proportional digits
    o2=subset.Options(); o2.notdef_outline=True; o2.glyph_names=False; o2.hinting=False; o2.legacy_kern=True; o2.name_IDs=['*']; o2.recalc_bounds=True
    keep=sorted(set(u for tb in f['cmap'].tables for u in tb.cmap))
    # kern
    have=set(f.getBestCmap().values())
    letters={g for u,g in f.getBestCmap().items() if u<0x180 or u in(0x2013,0x2014,0x2018,0x2019,0x201c,0x201d,0x2026)}
    pairs={(a,b):round(v/2) for (a,b),v in kern.items() if a in letters and b in letters and abs(v)>=16 and not(a in digits or b in digits)}
    s=subset.Subsetter(o2); s.populate(unicodes=keep); s.subset(f)
    nm=f['name']; nm.names=[]
    for pid,eid,lid in((3,1,0x409),):
        nm.setName('Copyright 2015 The Public Sans Project Authors (https://github.com/uswds/public-sans)',0,pid,eid,lid)
        nm.setName('Public Sans',1,pid,eid,lid)
        nm.setName({400:'Regular',600:'SemiBold',700:'Bold'}[w],2,pid,eid,lid)
        nm.setName('Public Sans '+name,4,pid,eid,lid)
        nm.setName('PublicSans-'+name,6,pid,eid,lid)
        nm.setName('Static Latin cut of Public Sans, with some signs added. SIL Open Font License, Version 1.1.',13,pid,eid,lid)
    f['OS/2'].usWeightClass=w
    glo=set(f.getGlyphOrder()); 
    k=table__k_e_r_n('kern'); k.version=0; st=KernTable_format_0(); st.apple=False; st.coverage=1; st.tupleIndex=None; st.version=0
    st.kernTable={p:v for p,v in pairs.items() if p[0] in glo and p[1] in glo}; k.kernTables=[st]
    print(len(st.kernTable),'pairs')
    if len(st.kernTable)>10900: raise SystemExit('too many pairs for a kern table')
    f['kern']=k
    f['head'].created=f['head'].modified=3720556800
    f.recalcTimestamp=False
    f['post'].formatType=3.0
    for t in ('DSIG','gasp','prep','GDEF'):
        if t in f: del f[t]
    f.save(dest,reorderTables=True)
import os
for w,n in((400,'Regular'),(600,'SemiBold'),(700,'Bold')):
    d='PublicSans-%s.ttf'%n; make(w,n,d); print(d,os.path.getsize(d))
    t=TTFont(d); c=t.getBestCmap(); print(len(c),len(t.getGlyphOrder()),sorted(t.keys()),{t['hmtx'][c[ord(x)]][0] for x in '0123456789'}, t['hhea'].ascent,t['hhea'].descent,t['OS/2'].sCapHeight,t['OS/2'].sxHeight,[hex(u) for u in LATIN if u not in c])
